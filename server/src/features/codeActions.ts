/** Quick fixes of the findings at a place, fixing all of a rule or all, silencing, and reading about a rule. */
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
  type Connection,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { insertRecordCommand, openRuleCommand } from '../../../protocol/record.js';
import type { Checked } from '../checked.js';
import { type Analyses, kindOf } from '../documents.js';
import { type Draft, fixAllInSteps, type Limits, TextDraft } from '../fixAll.js';
import { msg, type Say } from '../message.js';
import type { OpenDocument } from '../openDocument.js';
import { OpenZone } from '../openZone.js';
import { isRuleId } from '../rules/catalogue.js';
import type { Finding } from '../rules/finding.js';
import { mostMended } from '../rules/first.js';
import { isOn, type Levels } from '../rules/levels.js';
import { isObject } from '../settings.js';
import type { SpanEdit } from '../span.js';
import { each, type Steps } from '../steps.js';
import { hasRecordAbout } from '../tlsrpt/insert.js';
import { inTurns } from '../turns.js';
import { toTextEdit } from './convert.js';
import { diagnosticsOf } from './diagnostics.js';
import type { DocumentServices } from './documentServices.js';
import { domainAt } from './zone/record.js';
import { silence } from './zone/silence.js';

/** Mends all that has a safe fix; editors can run it on save. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.tlsRpt`;

export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.Refactor, fixAllKind];

/** What the actions of a document are made from. */
export interface ActionContext {
  readonly document: OpenDocument;
  readonly checked: Checked;
  /** Checks another text as the document is checked. */
  readonly check: (text: string) => Steps<Checked>;
  readonly levels: Levels;
  readonly say: Say;
  readonly client: ActionClient;
}

/** What the client can do with an action. */
export interface ActionClient {
  /** Asks for an action's edit when the user takes it. */
  readonly resolvesEdits: boolean;
  /** Takes edits together with the version of the document that they are for. */
  readonly takesVersions: boolean;
  /** Opens an address outside. */
  readonly opensPages: boolean;
  /** The client's command that inserts a record, where it has a wizard for it. */
  readonly wizard?: string;
}

/** Of so many findings fixes are offered at once: nobody reads through more where everything is selected. */
const mostOffered = 100;

/** What mending all of a text may cost somebody who waits for it: a large one is checked again and again. */
const limitsOf = ({ length }: Draft): Limits => ({ findings: mostMended, time: 300 + length / 10_000 });

/** What an unresolved action carries. */
interface FixRuleData {
  readonly uri: string;
  readonly rule: string;
}

/** What these requests need of the server around them. */
interface ActionServices extends DocumentServices {
  readonly analyses: Analyses;
  client(): ActionClient;
}

export function registerCodeActions(
  connection: Pick<Connection, 'onCodeAction' | 'onCodeActionResolve'>,
  { asking, answer, checked: checkedIn, analyses, say, client }: ActionServices,
): void {
  /** Answers a request by work on what the rules say of a document, in turns. */
  const act = <Result>(
    uri: string,
    token: CancellationToken,
    fallback: Result,
    work: (context: ActionContext) => Steps<Result>,
  ): Promise<Result> => {
    const asked = asking(uri, token);
    return answer(uri, asked, fallback, async (document, levels) => {
      const kind = kindOf(document);
      const checked = await checkedIn(document, asked);
      if (kind === undefined || checked === undefined) return fallback;
      const checkText = (text: string) => analyses.checkOther(document, kind, text);
      const context = { document, checked, check: checkText, levels, say, client: client() };
      return await inTurns(work(context), asked.check);
    });
  };
  connection.onCodeAction((params, token) =>
    act<CodeAction[]>(params.textDocument.uri, token, [], (context) => codeActions(context, params)),
  );
  connection.onCodeActionResolve((action, token) => {
    const uri = unresolvedUri(action);
    if (uri === undefined) return action;
    return act(uri, token, action, (context) => resolveAction(context, action));
  });
}

export function* codeActions(
  context: ActionContext,
  { range, context: asked }: Pick<CodeActionParams, 'range' | 'context'>,
): Steps<CodeAction[]> {
  const { document, checked, levels, say, client } = context;
  const wants = (kind: string): boolean =>
    asked.only === undefined || asked.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  if (wants(CodeActionKind.QuickFix)) {
    const ofRules = new Map<string, Partial<CodeAction> | undefined>();
    const shown = shownFindings(context);
    for (const finding of shown.filter((one) => one.start <= end && one.end >= start).slice(0, mostOffered)) {
      const diagnostics = diagnosticsOf(document, { findings: [finding], more: 0 }, levels, say);
      const action = (title: string, rest: Partial<CodeAction>): CodeAction => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics,
        ...rest,
      });
      for (const { title, preferred, edits } of checked.fixes(finding)) {
        actions.push(action(say(title), { isPreferred: preferred, edit: editOf(document, edits) }));
      }
      actions.push(...(yield* fixRule(context, finding, shown, action, ofRules)));
      const comment = document instanceof OpenZone ? silence(document.zone, finding) : undefined;
      if (comment !== undefined) {
        const title = say(msg('Silence {0} here', finding.rule));
        actions.push(action(title, { edit: editOf(document, [comment]) }));
      }
      if (client.opensPages) {
        const title = say(msg('Read about {0}', finding.rule));
        const command: Command = { title, command: openRuleCommand, arguments: [finding.rule] };
        actions.push(action(title, { command }));
      }
      yield;
    }
  }
  if (document instanceof OpenZone && wants(CodeActionKind.Refactor))
    actions.push(...insertion(context, start));
  // Proving every step takes time: only who asks for it pays.
  if (asked.only?.some((only) => fixAllKind === only || fixAllKind.startsWith(`${only}.`))) {
    const edits = yield* fixEdits(context, () => true);
    if (edits !== undefined) {
      actions.push({
        title: say(msg('Fix all TLS-RPT problems that have a safe fix')),
        kind: fixAllKind,
        edit: { changes: { [document.uri]: edits } },
      });
    }
  }
  return actions;
}

/** Gives an action the edit that it was offered without. */
function* resolveAction(context: ActionContext, action: CodeAction): Steps<CodeAction> {
  const { rule } = action.data as FixRuleData;
  return { ...action, edit: yield* ruleEdit(context, rule) };
}

function* ruleEdit(context: ActionContext, rule: string): Steps<WorkspaceEdit> {
  const edits = yield* fixEdits(context, (finding) => finding.rule === rule);
  return { changes: { [context.document.uri]: edits ?? [] } };
}

/** The document of an action that wants its edit. */
function unresolvedUri(action: CodeAction): string | undefined {
  const data: unknown = action.data;
  return isObject(data) && typeof data.uri === 'string' && isRuleId(String(data.rule)) ? data.uri : undefined;
}

function editOf(document: OpenDocument, edits: readonly SpanEdit[]) {
  return { changes: { [document.uri]: edits.map((one) => toTextEdit(document, one)) } };
}

/** The findings that are shown: of the others, in a file of nothing but mistakes, nobody sees what a fix would be for. */
const shownFindings = ({ checked, levels }: ActionContext) =>
  checked.first.shown((rule) => isOn(rule, levels)).findings;

/**
 * Fixing all findings of a rule, where there are several that have a fix.
 *
 * @param ofRules what was found out so far: findings of one rule share it
 */
function* fixRule(
  context: ActionContext,
  { rule }: Finding,
  shown: readonly Finding[],
  action: (title: string, rest: Partial<CodeAction>) => CodeAction,
  ofRules: Map<string, Partial<CodeAction> | undefined>,
): Steps<CodeAction[]> {
  if (!ofRules.has(rule)) ofRules.set(rule, yield* fixingRule(context, rule, shown));
  const rest = ofRules.get(rule);
  return rest === undefined ? [] : [action(context.say(msg('Fix all {0} in the file', rule)), rest)];
}

/** What fixing all findings of a rule carries: its edit, unless the client asks for it later. Undefined where it is not offered. */
function* fixingRule(
  context: ActionContext,
  rule: string,
  shown: readonly Finding[],
): Steps<Partial<CodeAction> | undefined> {
  const { document, checked, client } = context;
  let alike = 0;
  for (const finding of shown) {
    if (finding.rule !== rule) continue;
    if (!checked.fixes(finding).some(({ preferred }) => preferred)) return undefined;
    if (++alike === 2) break;
  }
  if (alike < 2) return undefined;
  const data: FixRuleData = { uri: document.uri, rule };
  return client.resolvesEdits ? { data } : { data, edit: yield* ruleEdit(context, rule) };
}

/** What mends all wanted findings; undefined where none can be. */
function* fixEdits(
  { document, checked, check, levels }: ActionContext,
  wanted: (finding: Finding) => boolean,
): Steps<TextEdit[] | undefined> {
  const isWanted = (finding: Finding) => isOn(finding.rule, levels) && wanted(finding);
  // Spares putting a large text together.
  if (!checked.first.kept.some(isWanted)) return undefined;
  const mend = (draft: Draft) => fixAllInSteps(draft, isWanted, { limits: limitsOf(draft) });
  const tried = document instanceof OpenZone ? yield* document.tried(mend) : undefined;
  const { edits } = tried ?? (yield* mend(new TextDraft(document.getText(), checked, check)));
  return edits.length === 0 ? undefined : yield* each(edits, (edit) => toTextEdit(document, edit));
}

/** Inserting a TLS-RPT record for the domain at a place that has none. */
function insertion({ document, say, client }: ActionContext, offset: number): CodeAction[] {
  if (!(document instanceof OpenZone)) return [];
  const domain = domainAt(document.zone, offset);
  if (domain === undefined || hasRecordAbout(document.zone, domain)) return [];
  const name = domain.slice(0, -1);
  const title =
    client.wizard === undefined
      ? say(msg('Insert a TLS-RPT record for {0}', name))
      : say(msg('Insert a TLS-RPT record for {0}…', name));
  const argument = { uri: document.uri, domain: name };
  const command = { title, command: client.wizard ?? insertRecordCommand, arguments: [argument] };
  return [{ title, kind: CodeActionKind.Refactor, command }];
}
