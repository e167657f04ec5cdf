// poppler, drawing through cairo. Debian: libpoppler-glib-dev. For its C neighbour `CPoppler`, which takes the compiler's
// flags from here: no Swift file imports this.
#include <poppler.h>
