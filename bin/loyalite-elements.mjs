#!/usr/bin/env node
// The command line of loyalite-elements: finds the command, shows help, turns a failure into an exit code.
// A command is a module with `summary`, `help` and `run(args)`, which gives the exit code.
import { readFileSync } from 'node:fs';

/** Every command by its name. */
const commands = {
  'check-proxy': () => import('./check-proxy.mjs'),
  sandbox: () => import('./sandbox.mjs'),
};

async function overview() {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(14)}${(await load()).summary}`),
  );
  return [
    'Usage: loyalite-elements <command> [options]',
    '',
    ...lines,
    '',
    'loyalite-elements <command> --help tells more; --version says the version.',
  ].join('\n');
}

async function main([name, ...args]) {
  if (name === '--help' || name === '-h') {
    console.log(await overview());
    return 0;
  }
  if (name === '--version' || name === '-v') {
    console.log(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);
    return 0;
  }
  if (!Object.hasOwn(commands, name ?? '')) {
    if (name !== undefined) console.error(`loyalite-elements: there is no command ${name}\n`);
    console.error(await overview());
    return 2;
  }
  const command = await commands[name]();
  if (args.includes('--help') || args.includes('-h')) {
    console.log(command.help);
    return 0;
  }
  return command.run(args).catch((error) => {
    // Node's own advice after an unknown option is about file names that begin with a dash.
    console.error(
      `loyalite-elements: ${error.message.split('. To specify')[0]}\nloyalite-elements ${name} --help tells more.`,
    );
    return 2;
  });
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(`loyalite-elements: ${error.message}`);
  return 2;
});
