/** Every request that the server answers about a document, asked as an editor does. */
import type { CodeAction, CodeLens, Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  insertRecordCommand,
  mtaStsPlanRequest,
  recordDomainRequest,
  recordPlanRequest,
  recordPrepareRequest,
} from '../../protocol/record.js';
import {
  type ExportFormat,
  exportRequest,
  folderAddRequest,
  folderExportRequest,
  folderRequest,
  lintRequest,
  summaryRequest,
  unpackRequest,
} from '../../protocol/requests.js';
import { copyRecordRequest, expandZoneRequest, zoneSerialRequest } from '../../protocol/zone.js';
import type { Client } from './client.js';

/** A request, or several that go together. */
export interface Asked {
  readonly name: string;
  /** What an editor has asked for by then, and is not measured. */
  readonly before?: (client: Client) => Promise<unknown>;
  readonly ask: (client: Client) => Promise<unknown>;
}

/** What an editor asks about a document, at its start, in its middle and at its end where it is about a place. */
export function requestsAbout(uri: string, languageId: string, text: string): Asked[] {
  const document = TextDocument.create(uri, languageId, 1, text);
  const textDocument = { uri };
  const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const about =
    (method: string, params: object = {}): Asked['ask'] =>
    (client) =>
      client.request(method, { textDocument, ...params });
  const places = [0, text.length >> 1, text.length].map((offset) => document.positionAt(offset));
  const at = (name: string, method: string, params: (position: Position) => object = () => ({})): Asked[] =>
    places.map((position, index) => ({
      name: `${name}, ${['start', 'middle', 'end'][index]}`,
      ask: about(method, { position, ...params(position) }),
    }));
  const actions = (client: Client, range: object, only?: string[]) =>
    client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
  /** Of what is offered for everything, the edit that mends all of a rule; of the rules one. */
  const resolving = (index: number): Asked => {
    let action: CodeAction | undefined;
    return {
      name: `fixing all of a rule, ${index + 1}`,
      before: async (client) => {
        const offered = await actions(client, whole);
        const ofRules = new Map(offered.flatMap((one) => (one.data === undefined ? [] : [[one.title, one]])));
        action = [...ofRules.values()][index];
      },
      ask: async (client) => action && client.request('codeAction/resolve', action),
    };
  };
  const common: Asked[] = [
    { name: 'diagnostics', ask: about('textDocument/diagnostic') },
    ...at('hover', 'textDocument/hover'),
    ...at('completion', 'textDocument/completion'),
    ...places.map((place, index) => ({
      name: `code actions, ${['start', 'middle', 'end'][index]}`,
      ask: (client: Client) => actions(client, { start: place, end: place }),
    })),
    { name: 'code actions, everything selected', ask: (client) => actions(client, whole) },
    ...[0, 1, 2].map((index) => resolving(index)),
    { name: 'fixing all', ask: (client) => actions(client, whole, ['source.fixAll']) },
  ];
  return languageId === 'json' ? [...common, ...aboutReport(uri, text)] : [...common, ...aboutZone()];

  function aboutZone(): Asked[] {
    const options = { tabSize: 8, insertSpaces: false };
    const range = { start: places[1]!, end: places[1]! };
    const plain = (name: string, method: string, params: object = {}): Asked => ({
      name,
      ask: about(method, params),
    });
    const own = (name: string, method: string, params: object = {}): Asked => ({
      name,
      ask: (client) => client.request(method, { uri, ...params }),
    });
    return [
      plain('symbols', 'textDocument/documentSymbol'),
      plain('folding', 'textDocument/foldingRange'),
      plain('expanding a selection', 'textDocument/selectionRange', { positions: places }),
      ...at('definition', 'textDocument/definition'),
      ...at('references', 'textDocument/references', () => ({ context: { includeDeclaration: true } })),
      ...at('before renaming', 'textDocument/prepareRename'),
      ...at('renaming', 'textDocument/rename', () => ({ newName: 'other' })),
      plain('links', 'textDocument/documentLink'),
      plain('semantic tokens', 'textDocument/semanticTokens/full'),
      plain('semantic tokens of a range', 'textDocument/semanticTokens/range', { range: whole }),
      plain('inlay hints', 'textDocument/inlayHint', { range: whole }),
      plain('formatting', 'textDocument/formatting', { options }),
      plain('formatting a range', 'textDocument/rangeFormatting', { options, range }),
      {
        name: 'lenses',
        ask: async (client) => {
          const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument });
          if (lenses[0] !== undefined) await client.request('codeLens/resolve', lenses[0]);
        },
      },
      own('expanding', expandZoneRequest),
      own('serial', zoneSerialRequest),
      ...places.map((position, index) => own(`copying a record, ${index}`, copyRecordRequest, { position })),
      own('a record: beginning', recordPrepareRequest, { position: places[1] }),
      own('a record: domain', recordDomainRequest, { text: 'example.com' }),
      own('a record: plan', recordPlanRequest, {
        domain: 'example.com',
        rua: ['mailto:a@example.com'],
        replace: true,
        serial: true,
      }),
      own('a record: MTA-STS', mtaStsPlanRequest, { position: places[1] }),
      {
        name: 'a record: inserting',
        ask: (client) =>
          client.request('workspace/executeCommand', {
            command: insertRecordCommand,
            arguments: [{ uri, domain: 'example.com', rua: ['mailto:a@example.com'], replace: true }],
          }),
      },
    ];
  }
}

function aboutReport(uri: string, text: string): Asked[] {
  const file = 'report.json';
  const base64 = Buffer.from(text).toString('base64');
  const folder = 'folder';
  const files = [{ file, base64 }];
  const filter = {};
  const own = (name: string, method: string, params: object): Asked => ({
    name,
    ask: (client) => client.request(method, params),
  });
  const formats: ExportFormat[] = ['markdown', 'html', 'csv', 'json'];
  return [
    own('summary', summaryRequest, { uri, text, file }),
    ...formats.map((format) => own(`export as ${format}`, exportRequest, { uri, text, file, format })),
    own('unpacking', unpackRequest, { file, base64 }),
    own('checking a folder', lintRequest, { folder, files }),
    {
      name: 'folder',
      ask: async (client) => {
        await client.request(folderAddRequest, { folder, files });
        await client.request(folderRequest, { folder, filter, match: {} });
      },
    },
    ...formats.map((format) =>
      own(`export of the folder as ${format}`, folderExportRequest, { folder, name: folder, filter, format }),
    ),
  ];
}
