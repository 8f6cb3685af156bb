/* Debian's configuration of Duktape with what suits one large, integer-heavy script. */
#ifndef BAZC_DUK_CONFIG_H
#define BAZC_DUK_CONFIG_H
#include "debian/duk_config.h"
#undef DUK_USE_FASTINT
#define DUK_USE_FASTINT /* integers without double arithmetic */
#endif
