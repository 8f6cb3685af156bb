// The whole of what bazc uses of Sucrase: Sucrase's `transform` (src/index.ts) for one fixed set
// of options. It does the same steps in the same order; what those options never reach (option
// checks, source maps, CommonJS, Flow) is not imported and so not in the bundle.
import {HelperManager} from "sucrase/HelperManager";
import identifyShadowedGlobals from "sucrase/identifyShadowedGlobals";
import NameManager from "sucrase/NameManager";
import {parse} from "sucrase/parser";
import TokenProcessor from "sucrase/TokenProcessor";
import RootTransformer from "sucrase/transformers/RootTransformer";
import getTSImportedNames from "sucrase/util/getTSImportedNames";

function transform(source, filePath) {
  const file = parse(source);
  const nameManager = new NameManager(source, file.tokens);
  const helperManager = new HelperManager(nameManager);
  const tokenProcessor = new TokenProcessor(source, file.tokens, helperManager);
  identifyShadowedGlobals(tokenProcessor, file.scopes, getTSImportedNames(tokenProcessor));
  const context = {tokenProcessor, nameManager, helperManager};
  return new RootTransformer(context, {filePath}).transform();
}

// Sucrase runs past the end of its token list on some broken sources; the TypeError's text is the
// engine's. Duktape's wording becomes V8's, so that errors read the same as under Node.
function likeV8(error) {
  if (error instanceof TypeError) {
    const match = /^cannot read property '(.*)' of (undefined|null)$/.exec(error.message);
    if (match) {
      error.message = "Cannot read properties of " + match[2] + " (reading '" + match[1] + "')";
    }
  }
  return error;
}

export default function (source, filePath) {
  try {
    return transform(source, filePath);
  } catch (error) {
    throw likeV8(error);
  }
}
