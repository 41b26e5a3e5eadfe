/** Writes the built-in listing as the columns that the engine reads: `write-builtin-catalogue.ts FILE`. */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { builtinColumns } from '#main/engine/catalogue/builtin-catalogue.ts';

writeFileSync(process.argv[2]!, builtinColumns());
