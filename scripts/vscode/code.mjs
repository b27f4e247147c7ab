#!/usr/bin/env node
/**
 * Stands in for the `code` of a desktop VS Code where there is none: @vscode/test-electron starts it with
 * `--extensionDevelopmentPath=…`, `--extensionTestsPath=…` and a folder. It runs the tests in the VS Code server and
 * ends with their exit code.
 */
import { tsImport } from 'tsx/esm/api';

const { main } = await tsImport('./code.ts', import.meta.url);
process.exitCode = await main(process.argv.slice(2));
