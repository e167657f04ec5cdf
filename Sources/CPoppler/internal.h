// What the files of this folder know of one another.

#ifndef QUIRE_INTERNAL_H
#define QUIRE_INTERNAL_H

#include "CPoppler.h"

#include <poppler.h>

struct quire_document {
    PopplerDocument *document;
    /// The file, in memory.
    void *bytes;
    size_t octets;
};

void quire_set_reason(const char *words);

#endif
