#!/usr/bin/env node
// The command line of loyalite-elements: finds the command, shows help, turns a failure into an exit code.
// A command is a module with `summary`, `help` and `run(args)`, which gives the exit code.

/** Every command by its name. */
const commands = {
  'check-proxy': () => import('./check-proxy.mjs'),
};

async function overview() {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(14)}${(await load()).summary}`),
  );
  return ['Usage: loyalite-elements <command> [options]', '', ...lines, '', 'loyalite-elements <command> --help tells more.'].join('\n');
}

async function main([name, ...args]) {
  const load = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (!load) {
    const asked = name === '--help' || name === '-h';
    (asked ? console.log : console.error)(await overview());
    return asked ? 0 : 2;
  }
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) {
    console.log(command.help);
    return 0;
  }
  return command.run(args);
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(`loyalite-elements: ${error.message}`);
  return 2;
});
