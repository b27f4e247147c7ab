/** Begins each line that tests inside VS Code print, to tell it from all that VS Code itself has to say. */
export const mark = '[tls-rpt] ';
