/* A build step: compiles vendor/sucrase.min.js to Duktape bytecode. Loading it takes a tenth of the
 * time that parsing takes. The bytecode fits this one build of Duktape, which bazc is linked to.
 * usage: compile_bundle SCRIPT BYTECODE */
#include <duktape.h>
#include <stdio.h>
#include <stdlib.h>

static char* read_all(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  char* bytes = NULL;
  if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
    *size = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*size + 1);
    if (bytes != NULL && fread(bytes, 1, *size, file) != *size) {
      free(bytes);
      bytes = NULL;
    }
  }
  if (file != NULL) {
    fclose(file);
  }
  return bytes;
}

int main(int argc, char** argv) {
  size_t size = 0;
  char* script = argc == 3 ? read_all(argv[1], &size) : NULL;
  duk_context* context = duk_create_heap_default();
  if (script == NULL || context == NULL) {
    perror(argc == 3 ? argv[1] : "usage: compile_bundle SCRIPT BYTECODE");
    return 1;
  }
  duk_push_string(context, "sucrase.min.js");
  if (duk_pcompile_lstring_filename(context, 0, script, size) != 0) {
    fprintf(stderr, "%s: %s\n", argv[1], duk_safe_to_string(context, -1));
    return 1;
  }
  duk_dump_function(context);
  duk_size_t dumped = 0;
  const void* bytecode = duk_get_buffer_data(context, -1, &dumped);
  FILE* out = fopen(argv[2], "wb");
  if (out == NULL || fwrite(bytecode, 1, dumped, out) != dumped || fclose(out) != 0) {
    perror(argv[2]);
    return 1;
  }
  duk_destroy_heap(context);
  free(script);
  return 0;
}
