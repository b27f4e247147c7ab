import {
  Disposable,
  type InputBox,
  l10n,
  QuickInputButtons,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';

/** The answer of a step that the user left by the Back button. */
export const back = Symbol('back');

type Input = InputBox | QuickPick<QuickPickItem>;

/** Where a step stands in the wizard. */
export interface Place {
  readonly step: number;
  readonly totalSteps: number;
}

/**
 * Shows an input until `wire` finishes it, the user goes back, or hides it (undefined).
 *
 * @param wire listens to the input and calls `finish` with the answer
 */
export function show<Answer>(
  input: Input,
  { step, totalSteps }: Place,
  wire: (finish: (answer: Answer) => void) => readonly Disposable[],
): Promise<Answer | typeof back | undefined> {
  input.title = l10n.t('Insert TLS-RPT Record');
  input.step = step;
  input.totalSteps = totalSteps;
  input.ignoreFocusOut = true;
  const buttons = step > 1 ? [QuickInputButtons.Back] : [];
  input.buttons = buttons;
  return new Promise((resolve) => {
    const listeners: Disposable[] = [];
    const finish = (answer: Answer | typeof back | undefined) => {
      resolve(answer);
      input.hide();
    };
    listeners.push(
      ...wire(finish),
      input.onDidTriggerButton((button) => {
        if (button === QuickInputButtons.Back) finish(back);
      }),
      input.onDidHide(() => {
        resolve(undefined);
        Disposable.from(...listeners).dispose();
        input.dispose();
      }),
    );
    input.show();
  });
}

/** Runs only the newest of several calls to its end: what is typed on makes an answer stale. */
export function newest<Value>(work: () => Promise<Value>, use: (value: Value) => void): () => Promise<void> {
  let turn = 0;
  return async () => {
    const mine = ++turn;
    const value = await work();
    if (mine === turn) use(value);
  };
}
