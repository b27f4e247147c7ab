import { mnemonics } from '../../../server/src/zone/rrtypes.js';
import type { GeneratedFile } from '../generated.js';
import { policyGrammar } from './policy.js';
import { grammarText } from './textmate.js';

import { zoneGrammar } from './zone.js';

/** The TextMate grammars: a language server colours what it has understood, these what it has not read yet. */
export function grammarFiles(): GeneratedFile[] {
  return [
    { path: 'syntaxes/dns-zone.tmLanguage.json', text: grammarText(zoneGrammar(mnemonics)) },
    { path: 'syntaxes/mta-sts-policy.tmLanguage.json', text: grammarText(policyGrammar) },
  ];
}
