import { l10n, type QuickPickItem, window } from 'vscode';
import type { RecordPlanResult } from '../../../protocol/record.js';
import { type Place, show } from './step.js';

type Plan = NonNullable<RecordPlanResult>;

interface Item extends QuickPickItem {
  readonly serial: boolean;
}

/** The record as it will stand in the file, and whether the serial goes up with it. */
export function confirm(
  place: Place,
  { text, line }: Plan,
  existing: number,
  serial: { readonly from: number; readonly to: number } | undefined,
) {
  const pick = window.createQuickPick<Item>();
  pick.placeholder = text;
  const replaces = existing > 0;
  const description = replaces
    ? l10n.t('in line {0}; records that go: {1}', line + 1, existing)
    : l10n.t('in line {0}', line + 1);
  const verb = replaces ? l10n.t('Replace') : l10n.t('Insert');
  const icon = replaces ? '$(replace)' : '$(add)';
  const items: Item[] = [{ label: `${icon} ${verb}`, description, detail: text, serial: false }];
  if (serial !== undefined) {
    const label = replaces
      ? l10n.t('Replace and increment the serial')
      : l10n.t('Insert and increment the serial');
    items.unshift({
      label: `${icon} ${label}`,
      description: l10n.t('{0}; serial {1} becomes {2}', description, serial.from, serial.to),
      detail: text,
      serial: true,
    });
  }
  pick.items = items;
  return show<{ readonly serial: boolean }>(pick, place, (finish) => [
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item !== undefined) finish({ serial: item.serial });
    }),
  ]);
}
