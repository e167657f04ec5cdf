#pragma once

#define POINTERHOLDER_TRANSITION 4

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include "CQPDF.h"

// Something that ends the work; becomes a CQPDFFailure at the border.
struct Failure {
    CQPDFReason reason;
    std::string text;
    int page = 0;
};

struct CQPDFDocument;

// A page with what it has from its parents in the page tree.
struct Page {
    QPDFObjectHandle dictionary;
    QPDFObjectHandle resources;
    CQPDFPage geometry;
    // Made when first needed.
    QPDFObjectHandle form;
    // Where it comes from, when it is of another document: nothing of it may be used but copied from there.
    CQPDFDocument *owner = nullptr;
    int place = 0;
};

struct CQPDFDocument {
    QPDF file;
    std::vector<Page> pages;
    // Whose pages stand behind its own.
    std::vector<CQPDFDocument *> others;
    // Dictionaries of sides, without parents.
    std::vector<QPDFObjectHandle> sides;
    QPDFObjectHandle watermark;
    std::unique_ptr<QPDFAcroFormDocumentHelper> fields;
    // The fields of the document have values that were never drawn.
    bool drawsFields = false;
    std::string warning;
    // Something could not be read as it was written.
    bool isRepaired = false;
    // What went wrong where nothing can be thrown.
    Failure failure = {CQPDFDone, ""};

    // Looks at what qpdf complained of; throws where content is lost.
    void takeWarnings(int page = 0);
};

// Fills `pages`. Keeps its own stack, so that depth costs no stack of the process.
void readPageTree(CQPDFDocument &document, int pagesMax);
// The page as a form XObject, with its annotations drawn into it.
QPDFObjectHandle formOfPage(CQPDFDocument &document, int index);
// Annotations that are printed.
std::vector<QPDFObjectHandle> marksOfPage(CQPDFDocument &document, int index);
// What shows on a page, with nothing that leads to other pages.
QPDFObjectHandle bareCopyOfPage(CQPDFDocument &document, int index);

// Calls `work`, and turns what it throws into `failure`.
template <typename Result, typename Work>
Result guarded(CQPDFFailure *failure, Result otherwise, Work work);

void describe(CQPDFFailure *failure, CQPDFReason reason, const std::string &text, int page);
void describeException(CQPDFFailure *failure);

template <typename Result, typename Work>
Result guarded(CQPDFFailure *failure, Result otherwise, Work work) {
    describe(failure, CQPDFDone, "", 0);
    try {
        return work();
    } catch (...) {
        describeException(failure);
        return otherwise;
    }
}
