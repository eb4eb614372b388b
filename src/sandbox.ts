/**
 * Public entry `loyalite-elements/sandbox`: the offline service and the faults to put around it.
 */

export { createSandbox } from './sandbox/sandbox.js';
export type { Phone, Sandbox, SandboxEvents } from './sandbox/sandbox.js';
export { eventFaultList } from './sandbox/event-fault.js';
export type { EventFault, EventFaultDescription } from './sandbox/event-fault.js';
export type { Delivery, EventOptions } from './sandbox/events.js';
export type { Replay, Reuse, SandboxOptions } from './sandbox/service.js';
export type { LedgerEntry } from './sandbox/ledger.js';
export type { CallLimits } from './sandbox/limits.js';

export type { BookingKind, Preset } from './sandbox/preset.js';
export { seededCustomers } from './sandbox/customers.js';
export type { Member } from './sandbox/customers.js';
export { eventMagic, magic } from './sandbox/magic.js';
export type { Magic, Trait } from './sandbox/magic.js';
export { faultList } from './sandbox/fault.js';
export type { Fault, FaultDescription } from './sandbox/fault.js';
export { createFaults } from './sandbox/faults.js';
export type { FaultEntry, FaultOptions, FaultPlan, Faults, Handler } from './sandbox/faults.js';
export { ConnectionDropped } from './sandbox/fault-effects.js';
