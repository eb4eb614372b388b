/** Goes through every order of events, breadth first, up to a depth; worlds that were met before are not gone through again. */
import { World, type Setting } from './world.js';

/** What a search met. */
export interface Finding {
  /** Different worlds. */
  worlds: number;
  /** The deepest world that was gone on from. */
  depth: number;
  /** The shortest way to what must not be, and what that is. */
  violation: string | null;
  path: string[];
}

async function walk(setting: Setting, path: readonly string[]): Promise<World> {
  const world = new World(setting);
  for (const action of path) await world.act(action);
  return world;
}

/** Searches a setting for the first thing that must not be. */
export async function explore(setting: Setting, depth: number): Promise<Finding> {
  const start = new World(setting);
  const seen = new Set([start.fingerprint]);
  let edge: { path: string[]; from: World }[] = [{ path: [], from: start }];
  for (let level = 0; level < depth; level += 1) {
    const next: typeof edge = [];
    for (const { path, from } of edge) {
      const { actions } = from;
      for (const [at, action] of actions.entries()) {
        const longer = [...path, action];
        // A world cannot be copied, so each way is gone from its beginning; the last one goes on in the world itself.
        const world = at === actions.length - 1 ? from : await walk(setting, path);
        await world.act(action);
        if (world.violation) return { worlds: seen.size, depth: level + 1, violation: world.violation, path: longer };
        if (seen.has(world.fingerprint)) continue;
        seen.add(world.fingerprint);
        next.push({ path: longer, from: world });
      }
    }
    edge = next;
  }
  return { worlds: seen.size, depth, violation: null, path: [] };
}
