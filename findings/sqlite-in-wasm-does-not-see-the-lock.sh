#!/usr/bin/env bash
# node-sqlite3-wasm locks with a folder of its own, so two programs write one database at a time.
#
# A good guess: SQLite locks its file, whatever it was compiled to; a second writer waits or gets
#   "database is locked". That is why a till may let two programs share one file.
# What happens: the WebAssembly build cannot take the operating system's locks and makes a folder
#   `points.db.lock` instead. Every other SQLite (here Python's) looks at the file alone and writes in
#   the middle of `BEGIN IMMEDIATE`. The balance was 100; Python takes 80 away and commits, the other
#   commits its 100 - 50, and 50 remain. Nobody was told. Two native programs in the same steps: the
#   second is refused.
# In a shop: a nightly report or a backup tool that writes beside the till's own process loses sales.
# Seen with: node-sqlite3-wasm 0.8.60, sqlite3 of Python 3.11
# Source: run here; the folder can be seen beside the file while a transaction is open.
set -euo pipefail

command -v python3 > /dev/null || { echo 'needs python3: apt-get install python3'; exit 2; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts node-sqlite3-wasm@0.8.60

# A second program: one statement in a process of its own, half a second of patience for a lock.
cat > other.py <<'END'
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0.5, isolation_level=None)
try:
    rows = connection.execute(sys.argv[2]).fetchall()
    print(rows[0][0] if rows else 'done')
except sqlite3.OperationalError as error:
    print(error)
END
cat > native.py <<'END'
import sqlite3, subprocess, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute('begin immediate')
print('Python while Python writes:', subprocess.check_output([sys.executable, 'other.py', sys.argv[1], sys.argv[2]], text=True).strip())
connection.execute('rollback')
END
cat > probe.mjs <<'END'
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import wasm from 'node-sqlite3-wasm';

const python = (...words) => execFileSync('python3', words, { encoding: 'utf8' }).trim();
const take80 = 'update card set points = points - 80';

const database = new wasm.Database('points.db');
database.run('create table card (points integer)');
database.run('insert into card values (100)');
console.log(python('native.py', 'points.db', take80));

database.run('begin immediate');
const { points } = database.get('select points from card');
console.log(`beside the file: ${readdirSync('.').filter((name) => name.startsWith('points.db-') || name.endsWith('.lock'))}`);
console.log(`Python while node-sqlite3-wasm writes: ${python('other.py', 'points.db', take80)}`);
database.run('update card set points = ?', [points - 50]);
database.run('commit');
database.close();
console.log(`the balance: ${python('other.py', 'points.db', 'select points from card')}`);
console.log(`integrity check: ${python('other.py', 'points.db', 'pragma integrity_check')}`);
END
cat > expected <<'END'
Python while Python writes: database is locked
beside the file: points.db.lock
Python while node-sqlite3-wasm writes: done
the balance: 50
integrity check: ok
END

echo "node $(node --version), $(python3 -c 'import sqlite3, sys; print("Python", sys.version.split()[0], "with SQLite", sqlite3.sqlite_version)')"
npm ls --depth 0 | tail -n +2
timeout 60 node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
