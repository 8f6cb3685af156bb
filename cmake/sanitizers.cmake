# Linked by every target of ours, so that a sanitizer build covers all of it.
add_library(bazc_sanitizers INTERFACE)
if(BAZC_SANITIZE)
  target_compile_options(bazc_sanitizers INTERFACE
    -fsanitize=${BAZC_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
  target_link_options(bazc_sanitizers INTERFACE -fsanitize=${BAZC_SANITIZE})
endif()
