import { LogLevel, type LogOutputChannel, type OutputChannel, window, workspace } from 'vscode';

/** Of an output for logs, what vscode-languageclient uses to trace. */
type TraceOutput = Pick<LogOutputChannel, 'logLevel' | 'onDidChangeLogLevel' | 'trace' | 'dispose'>;

/**
 * The output “TLS-RPT Trace”: the messages between VS Code and the server, as `tlsRpt.trace.server` says.
 *
 * vscode-languageclient traces while the level of an output for logs is Trace, and asks the setting only how much. Here the
 * setting alone counts: it is the level of an output without levels, which is made with the first message.
 */
export function createTrace(): LogOutputChannel {
  let channel: OutputChannel | undefined;
  /** What the library goes by. */
  let told = LogLevel.Off;
  const output: TraceOutput = {
    get logLevel() {
      told = level();
      return told;
    },
    onDidChangeLogLevel: (listener) => {
      const tell = () => {
        if (told !== level()) listener(output.logLevel);
      };
      // While no server runs the library does not listen.
      tell();
      return workspace.onDidChangeConfiguration(tell);
    },
    trace: (message) => {
      channel ??= window.createOutputChannel('TLS-RPT Trace');
      // The form of older language clients, which tools read.
      channel.appendLine(`[Trace - ${new Date().toLocaleTimeString()}] ${message}`);
    },
    dispose: () => channel?.dispose(),
  };
  return output as LogOutputChannel;
}

/** Trace where the setting names what to write: all else is as `off`. */
function level(): LogLevel {
  const setting = workspace.getConfiguration('tlsRpt').get<unknown>('trace.server');
  return /^(messages|compact|verbose)$/.test(String(setting)) ? LogLevel.Trace : LogLevel.Off;
}
