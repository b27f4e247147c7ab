import { commands, type Disposable, window } from 'vscode';
import { type MtaStsPlanResult, mtaStsPlanRequest } from '../../../protocol/record.js';
import type { Client } from '../client.js';
import { inert } from '../views/foreign.js';
import { activeZone } from '../zones/active.js';
import { applyPlan } from '../zones/applyPlan.js';

/** Insert MTA-STS Record: for the domain at the cursor, with the current time as its id; a new id where there is one. */
export function registerInsertMtaSts(client: Client): Disposable {
  return commands.registerCommand('tlsRpt.insertMtaSts', async () => {
    const editor = activeZone();
    if (editor === undefined) return;
    const plan = await client.sendRequest<MtaStsPlanResult>(mtaStsPlanRequest, {
      uri: editor.document.uri.toString(),
      position: editor.selection.active,
    });
    if (plan === null) return;
    if ('problem' in plan) void window.showWarningMessage(inert(plan.problem));
    else await applyPlan(editor.document, plan);
  });
}
