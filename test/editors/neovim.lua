-- What a user does in Neovim, one step after the other. Writes what it saw as JSON to the file that $TLS_RPT_SAW names.
local saw = {}

local function finish()
  local file = assert(io.open(vim.env.TLS_RPT_SAW, 'w'))
  file:write(vim.json and vim.json.encode(saw) or vim.fn.json_encode(saw))
  file:close()
  vim.cmd('qall!')
end

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then
    saw.failed = 'waited in vain for ' .. what
    finish()
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

-- As `nvim_buf_get_mark` counts: lines from 0, columns in bytes from 0.
local function findings()
  return vim.tbl_map(function(one)
    return { rule = one.code, from = { one.lnum, one.col }, to = { one.end_lnum, one.end_col } }
  end, vim.diagnostic.get(0))
end

local function finds(rule)
  for _, one in ipairs(vim.diagnostic.get(0)) do
    if one.code == rule then
      return one
    end
  end
end

-- The user takes the action of this title from the list at a place, and waits for the text to change.
local function take(title, line, column)
  vim.api.nvim_win_set_cursor(0, { line + 1, column })
  local offered = {}
  local before = text()
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      local shown = options.format_item(item)
      table.insert(offered, shown)
      if shown:find(title, 1, true) then
        choose(item)
        return
      end
    end
    choose(nil)
  end
  vim.lsp.buf.code_action()
  if not vim.wait(20000, function() return text() ~= before end, 20) then
    saw.offered = offered
    saw.failed = 'no action changes the text: ' .. title
    finish()
  end
end

local function clients()
  return (vim.lsp.get_clients or vim.lsp.buf_get_clients)()
end

local ok, problem = pcall(function()
  wait('the server', function() return next(clients()) ~= nil end)
  local _, client = next(clients())
  saw.filetype = vim.bo.filetype
  saw.pulls = client.server_capabilities.diagnosticProvider ~= nil
  wait('findings', function() return finds('tlsrpt/unquoted-semicolon') end)
  saw.findings = findings()

  local unquoted = finds('tlsrpt/unquoted-semicolon')
  take('Quote', unquoted.lnum, unquoted.col)
  saw.fixed = text()
  wait('the finding to go', function() return not finds('tlsrpt/unquoted-semicolon') end)

  take('Insert a TLS-RPT record', 3, 0)
  saw.inserted = text()

  local line = {
    command = 'tls-rpt.insertRecord',
    arguments = {
      { uri = vim.uri_from_bufnr(0), rua = { 'https://reports.example.net/v1' }, ttl = 3600, replace = true },
    },
  }
  local answered = function(refusal) saw.refused = refusal and refusal.message end
  -- With the number of the buffer: so Neovim sends its changes first.
  local buffer = vim.api.nvim_get_current_buf()
  if vim.fn.has('nvim-0.11') == 1 then
    client:request('workspace/executeCommand', line, answered, buffer)
  else
    client.request('workspace/executeCommand', line, answered, buffer)
  end
  wait('the record of the command', function() return text():find('reports.example.net', 1, true) end)
  saw.commanded = text()

  vim.cmd('write')
  vim.cmd('edit mta-sts.txt')
  wait('findings in the policy', function() return #vim.diagnostic.get(0) > 0 end)
  saw.policy = findings()
end)
if not ok then
  saw.failed = problem
end
finish()
