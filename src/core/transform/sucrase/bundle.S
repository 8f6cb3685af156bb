/* The bytecode of vendor/sucrase.min.js inside the binary: see bundle.hpp. */
    .section .rodata
    .balign 16
    .global bazc_sucrase_bundle_begin
    .global bazc_sucrase_bundle_end
bazc_sucrase_bundle_begin:
    .incbin BAZC_SUCRASE_BUNDLE
bazc_sucrase_bundle_end:
    .byte 0
    .section .note.GNU-stack,"",@progbits
