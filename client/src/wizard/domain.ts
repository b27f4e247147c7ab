import { l10n, window } from 'vscode';
import type { RecordDomainResult } from '../../../protocol/record.js';
import { newest, type Place, show } from './step.js';

type Known = Exclude<RecordDomainResult, null | { readonly problem: string }>;

/** The domain that the reports are to be about, checked while it is typed. */
export function askDomain(
  place: Place,
  prefilled: string,
  look: (text: string) => Promise<RecordDomainResult>,
) {
  const box = window.createInputBox();
  box.value = prefilled;
  box.prompt = l10n.t('The domain that the reports are to be about. For DANE, also the name of an MX host.');
  box.placeholder = 'example.com';
  const check = newest(
    () => look(box.value),
    (known) => {
      box.validationMessage = box.value !== '' && known !== null && 'problem' in known ? known.problem : '';
    },
  );
  return show<Known>(box, place, (finish) => [
    box.onDidChangeValue(check),
    box.onDidAccept(async () => {
      const known = await look(box.value);
      if (known === null) return;
      if ('problem' in known) box.validationMessage = known.problem;
      else finish(known);
    }),
  ]);
}
