import { type ChildProcess, fork } from 'node:child_process';
import type { Disposable } from 'vscode';
import { nodeFlags } from '../../protocol/process.js';

/** The process of the server. It can start before anybody talks to it, and there is one at a time. */
export class ServerProcess implements Disposable {
  readonly #module: string;
  /** Started ahead, and not talked to yet. */
  #ahead: ChildProcess | undefined;
  #current: ChildProcess | undefined;

  /** @param module path of the server's program */
  constructor(module: string) {
    this.#module = module;
  }

  startAhead(): void {
    this.#ahead ??= this.#fork();
  }

  /** The one that was started ahead, or a new one. The one before is ended, even where it answers no more. */
  take(): ChildProcess {
    // Whoever still listens to that one would take its end for the new one's.
    this.#current?.removeAllListeners().on('error', () => {});
    this.#current?.kill('SIGKILL');
    this.#current = this.#ahead?.connected === true ? this.#ahead : this.#fork();
    this.#ahead = undefined;
    return this.#current;
  }

  #fork(): ChildProcess {
    // VS Code's own program is Node.js only where it is told so.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' };
    const started = fork(this.#module, { env, execArgv: nodeFlags, silent: true });
    // Whoever takes it hears of it, and of one that has failed by then there is another try.
    started.on('error', () => {});
    return started;
  }

  dispose(): void {
    this.#ahead?.kill('SIGKILL');
    this.#current?.kill('SIGKILL');
  }
}
