/** Puts VS Code into one of its themes. */
import { ConfigurationTarget, workspace } from 'vscode';
import { page } from '../vscode/host/page.js';

/** The themes that pictures are taken in, and the class that VS Code's page carries in each. */
const themes = {
  light: ['Default Light Modern', 'vs'],
  dark: ['Default Dark Modern', 'vs-dark'],
  'high-contrast': ['Default High Contrast', 'hc-black'],
  'high-contrast-light': ['Default High Contrast Light', 'hc-light'],
} as const;

export type Theme = keyof typeof themes;

export async function useTheme(theme: Theme): Promise<void> {
  const [name, style] = themes[theme];
  await workspace.getConfiguration('workbench').update('colorTheme', name, ConfigurationTarget.Global);
  await page.waitFor('workbench', `.monaco-workbench.${style}`);
}
