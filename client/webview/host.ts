/** What a page gets from VS Code; may be asked for once. */
export interface WebviewHost {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewHost;

/** The typed half of a page's conversation: what it sends, and the state that outlives hiding and restarting. */
export interface Host<Message, State> {
  send(message: Message): void;
  readonly state: State | undefined;
  keep(state: State): void;
}

export function connect<Message, State>(): Host<Message, State> {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    // Only this page's `keep` writes it.
    get state() {
      return api.getState() as State | undefined;
    },
    keep: (state) => api.setState(state),
  };
}

/** Hands every message of the extension to the page. */
export function listen<Message>(receive: (message: Message) => void): void {
  window.addEventListener('message', (event: MessageEvent<Message>) => receive(event.data));
}
