// Ten thousand operations in one open page, and what the page holds afterwards: `npm run endurance -- --operations N`.
import { parseArgs } from 'node:util';
import { record } from './record.mjs';
import { endure } from '../test/endurance/endurance.ts';

const { values } = parseArgs({ options: { operations: { type: 'string', default: '10000' } } });
const start = performance.now();
const { operations, booked, heapBefore, heapAfter, nodes, listeners } = await endure(Number(values.operations));
const kib = (bytes) => `${Math.round(bytes / 1024).toLocaleString('en-US')} KiB`;
console.log(`${operations} operations, ${booked} booked, in ${Math.round((performance.now() - start) / 1000)} s`);
console.log(`heap ${kib(heapBefore)} before, ${kib(heapAfter)} after; ${nodes} nodes and ${listeners} listeners left`);
record('endurance', `npm run endurance -- --operations ${operations}`, {
  rows: [[operations, booked, kib(heapBefore), kib(heapAfter), nodes, listeners]],
});
process.exit(booked === operations && nodes <= 0 && listeners <= 0 ? 0 : 1);
