/** Messages over the channel between a process and the one that made it. */
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
} from 'vscode-languageserver';

/** The channel, as Node.js has it on `process`. */
export interface Channel {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
  off(event: 'message', listener: (message: unknown) => void): unknown;
  send?(
    message: unknown,
    handle: undefined,
    options: undefined,
    sent: (error: Error | null) => void,
  ): boolean;
}

export class ChannelReader extends AbstractMessageReader {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    super();
    this.#channel = channel;
    channel.on('disconnect', () => this.fireClose());
  }

  listen(callback: DataCallback): Disposable {
    const listener = (message: unknown) => callback(message as Message);
    this.#channel.on('message', listener);
    return { dispose: () => this.#channel.off('message', listener) };
  }
}

export class ChannelWriter extends AbstractMessageWriter {
  readonly #channel: Channel;
  #failures = 0;

  constructor(channel: Channel) {
    super();
    this.#channel = channel;
    channel.on('disconnect', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#channel.send?.(message, undefined, undefined, (error) => {
        if (error === null || error === undefined) {
          this.#failures = 0;
          resolve();
        } else {
          this.fireError(error, message, ++this.#failures);
          reject(error);
        }
      });
    });
  }

  end(): void {
    // The channel closes with the process.
  }
}
