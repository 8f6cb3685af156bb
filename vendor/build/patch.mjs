// Applies the patches: each is {module, why, and what}. A patch that does not match exactly as often
// as it says stops the build, so nothing is changed unseen when Sucrase's source changes.

/** Replaces `find` by `put`, which must happen exactly `times` times. */
export function replace(code, {why, find, put, times = 1}) {
  const parts = typeof find === "string" ? code.split(find) : null;
  const all = parts ? null : new RegExp(find.source, find.flags.replace("g", "") + "g");
  const count = parts ? parts.length - 1 : [...code.matchAll(all)].length;
  if (count !== times) {
    throw new Error(`patch "${why}": ${count} matches of ${find}, expected ${times}`);
  }
  return parts ? parts.join(typeof put === "function" ? put() : put) : code.replace(all, put);
}

/** The range of the function or method called `name`: `indent` is the depth of its first line. */
function functionRange(code, name, indent) {
  const head = indent === "" ? `(?:export )?(?:default )?function ${name}\\(` : `${name}\\(`;
  const pattern = new RegExp(`^${indent} ?${head}[^]*?\\n${indent}\\}\\n`, "gm");
  const found = [...code.matchAll(pattern)];
  if (found.length !== 1) throw new Error(`function ${name}: found ${found.length} times`);
  return [found[0].index, found[0].index + found[0][0].length];
}

export function applyPatch(code, patch) {
  if (patch.whole !== undefined) return patch.whole;
  if (patch.find !== undefined) return replace(code, patch);
  const isMethod = patch.method !== undefined || patch.dropMethods !== undefined;
  const indent = isMethod ? "  " : "";
  for (const name of patch.dropMethods ?? patch.drop ?? [patch.method ?? patch.function]) {
    const [from, to] = functionRange(code, name, indent);
    code = code.slice(0, from) + (patch.put ? `${patch.put.trim()}\n` : "") + code.slice(to);
  }
  return code;
}

/** Source of one module after its patches; every patch of a module that is bundled is used. */
export function patchModule(name, code, patches, used) {
  for (const patch of patches) {
    if (patch.module !== name) continue;
    try {
      code = applyPatch(code, patch);
    } catch (error) {
      throw new Error(`${name}: ${error.message}`);
    }
    used.add(patch);
  }
  return code;
}
