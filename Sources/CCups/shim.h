// libcups: PPD files and CUPS raster. Debian: libcups2-dev.
//
// Functions marked as deprecated, which all of ppd.h is, are imported as unavailable on Linux; this turns the mark off
// (cups/versioning.h).
#define _CUPS_SOURCE 1

#include <cups/cups.h>
#include <cups/ppd.h>
#include <cups/pwg.h>
#include <cups/raster.h>
