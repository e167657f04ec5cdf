// What quire-impose needs of libqpdf, in C. Nothing here draws, and nothing decodes what pages show, but for joining
// a page's content that comes in several pieces.
#ifndef CQPDF_H
#define CQPDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct CQPDFDocument CQPDFDocument;

typedef enum CQPDFReason {
    CQPDFDone = 0,
    CQPDFDamaged,
    // No password, or a wrong one.
    CQPDFLocked,
    CQPDFUnsupported,
    // Nothing is wrong with it, but it is more than can be printed.
    CQPDFTooComplex,
    // Too much memory, disk or pages.
    CQPDFTooMuch,
    // Nobody reads the output any more.
    CQPDFOutputClosed,
    CQPDFFailed
} CQPDFReason;

// Why a call did not do what it is for. Every call that takes one fills it, and returns false, null or -1 with it.
typedef struct CQPDFFailure {
    CQPDFReason reason;
    // Counted from 1; 0 when it is about no page.
    int page;
    // UTF-8, ends with 0.
    char text[256];
} CQPDFFailure;

// A page in its own units, as the document has it.
typedef struct CQPDFPage {
    double left, bottom, right, top;
    // Clockwise: 0, 90, 180 or 270.
    int rotation;
    // Points a unit.
    double unit;
} CQPDFPage;

// Reads the structure of a PDF, and repairs it where it can. The descriptor is read at offsets and stays the caller's;
// it must stay open. The document may be a part of what is there, from `start` on. A password is UTF-8 and may be null.
CQPDFDocument *CQPDFOpen(
    int descriptor, int64_t start, int64_t octets, const char *password, int pagesMax, CQPDFFailure *failure);
// Puts the pages of another document behind the pages there are. It must stay open until the output is written, and be
// closed later than this one.
bool CQPDFAppend(CQPDFDocument *document, CQPDFDocument *other, int pagesMax, CQPDFFailure *failure);
void CQPDFClose(CQPDFDocument *document);

int CQPDFPageCount(const CQPDFDocument *document);
CQPDFPage CQPDFPageAt(const CQPDFDocument *document, int index);
// Whether the page has annotations or form fields that are printed: it can then be placed, and not kept.
bool CQPDFPageHasMarks(CQPDFDocument *document, int index);
// The first thing that was repaired since the last call; null when there was nothing. Valid until the next call.
const char *CQPDFTakeWarning(CQPDFDocument *document);

// A form that sides call on as /W; its content has font /F and graphics state /G.
bool CQPDFSetWatermark(
    CQPDFDocument *document, const uint8_t *content, size_t octets, const double box[4], double opacity,
    CQPDFFailure *failure);

// Sides from which the output is made; each call gives the number of a new one, or -1.
int CQPDFAddKept(CQPDFDocument *document, int index, CQPDFFailure *failure);
int CQPDFAddPlaced(
    CQPDFDocument *document, double width, double height, const uint8_t *content, size_t octets, const int *pages,
    int pageCount, bool usesWatermark, CQPDFFailure *failure);
// A page of another document, which must stay open until the output is written.
int CQPDFAddForeign(CQPDFDocument *document, CQPDFDocument *other, int index, CQPDFFailure *failure);

// An entry of the document's information dictionary, both in UTF-8.
bool CQPDFSetInformation(CQPDFDocument *document, const char *key, const char *value, CQPDFFailure *failure);

// Writes these sides, in this order, to a descriptor, front to back. `progress` hears of percents.
bool CQPDFWrite(
    CQPDFDocument *document, const int *sides, int count, int descriptor, void (*progress)(void *context, int percent),
    void *context, CQPDFFailure *failure);

#ifdef __cplusplus
}
#endif
#endif
