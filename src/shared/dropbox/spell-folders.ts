/** Lists remote folders. @returns the folders in them, spelled as Dropbox does below the given parents */
export type ListFolders = (
  parents: readonly string[],
) => Promise<{ readonly folders: readonly string[] }>;

/** A folder whose spelling is known up to `spelled`; the names in `rest` follow. */
interface Open {
  readonly typed: string;
  readonly spelled: string;
  readonly rest: readonly string[];
}

/**
 * Remote folders as Dropbox spells them. Dropbox ignores case and answers with the names in a folder only, so the
 * spelling of a folder is known from the listing of its parent. Asks only about folders below which `known` ends.
 *
 * @param folders as they were typed, each empty or with a leading `/`
 * @param known folders whose spelling is right; so are those above them
 * @returns the spelling by the typed folder; the typed folder itself where there is none such
 */
export async function spellFolders(
  list: ListFolders,
  folders: Iterable<string>,
  known: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const spellings = knownSpellings(known);
  const spelled = new Map<string, string>();
  let open = Array.from(new Set(folders), (typed) => startOf(typed, spellings));
  while (open.length > 0) {
    const waiting = open.filter(({ rest }) => rest.length > 0);
    for (const { typed, spelled: whole, rest } of open) {
      if (rest.length === 0) spelled.set(typed, whole);
    }
    if (waiting.length === 0) break;
    const parents = [...new Set(waiting.map((folder) => folder.spelled))];
    const listed = await list(parents);
    const children = new Map(listed.folders.map((path) => [path.toLowerCase(), path]));
    const exact = new Set(listed.folders);
    open = waiting.map(({ typed, spelled: parent, rest: [name, ...rest] }) => {
      const child = `${parent}/${name}`;
      const found = exact.has(child) ? child : children.get(child.toLowerCase());
      return found === undefined
        ? { typed, spelled: typed, rest: [] }
        : { typed, spelled: found, rest };
    });
  }
  return spelled;
}

/** The paths in folders as Dropbox spells these. @param known as for {@link spellFolders} */
export async function inSpelledFolders(
  list: ListFolders,
  paths: readonly string[],
  known: readonly string[],
): Promise<readonly string[]> {
  const spelled = await spellFolders(list, paths.map(parentOf), known);
  return paths.map((path) => {
    const folder = parentOf(path);
    return `${spelled.get(folder) ?? folder}${path.slice(folder.length)}`;
  });
}

/** Each folder and all above it, by its path in lower case. */
function knownSpellings(known: readonly string[]): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const folder of known) {
    for (let path = folder; path !== ''; path = parentOf(path)) {
      spellings.set(path.toLowerCase(), path);
    }
  }
  return spellings;
}

/** The deepest folder of which the spelling is known, and what lies below it. */
function startOf(typed: string, spellings: ReadonlyMap<string, string>): Open {
  const rest: string[] = [];
  for (let path = typed; path !== ''; path = parentOf(path)) {
    const spelled = spellings.get(path.toLowerCase());
    if (spelled !== undefined) return { typed, spelled, rest };
    rest.unshift(path.slice(path.lastIndexOf('/') + 1));
  }
  return { typed, spelled: '', rest };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
