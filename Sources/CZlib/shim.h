// zlib, for the "gzip" and "deflate" compressions of IPP. Debian: zlib1g-dev.
#include <zlib.h>
