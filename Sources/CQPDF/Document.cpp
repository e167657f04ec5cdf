#include "Document.hpp"

#include <cstring>
#include <new>

#include <qpdf/QPDFExc.hh>
#include <qpdf/QUtil.hh>

#include "DescriptorSource.hpp"

// Tries the password as it is, and then in the other ways programs have written passwords down.
static void read(QPDF &file, int descriptor, int64_t start, int64_t octets, const std::string &password) {
    file.setSuppressWarnings(true);
    file.processInputSource(std::make_shared<DescriptorSource>(descriptor, start, octets), password.c_str());
}

static std::unique_ptr<CQPDFDocument> unlock(
    int descriptor, int64_t start, int64_t octets, const std::string &password) {
    auto candidates = QUtil::possible_repaired_encodings(password);
    if (candidates.empty()) candidates.push_back(password);
    for (size_t index = 0;; index++) {
        auto document = std::make_unique<CQPDFDocument>();
        try {
            read(document->file, descriptor, start, octets, candidates[index]);
            return document;
        } catch (QPDFExc &error) {
            if (error.getErrorCode() != qpdf_e_password || index + 1 == candidates.size()) throw;
        }
    }
}

CQPDFDocument *CQPDFOpen(
    int descriptor, int64_t start, int64_t octets, const char *password, int pagesMax, CQPDFFailure *failure) {
    return guarded<CQPDFDocument *>(failure, nullptr, [&] {
        if (octets <= 0 || start < 0 || octets > INT64_MAX - start) throw Failure{CQPDFDamaged, "the document is empty"};
        auto document = unlock(descriptor, start, octets, password ? password : "");
        readPageTree(*document, pagesMax);
        return document.release();
    });
}

bool CQPDFAppend(CQPDFDocument *document, CQPDFDocument *other, int pagesMax, CQPDFFailure *failure) {
    return guarded(failure, false, [&] {
        if (document->pages.size() + other->pages.size() > static_cast<size_t>(pagesMax)) {
            throw Failure{CQPDFTooMuch, "the documents have more than " + std::to_string(pagesMax) + " pages"};
        }
        for (size_t index = 0; index < other->pages.size(); index++) {
            auto &page = other->pages[index];
            document->pages.push_back(
                Page{page.dictionary, page.resources, page.geometry, {}, other, static_cast<int>(index)});
        }
        document->others.push_back(other);
        return true;
    });
}

void CQPDFClose(CQPDFDocument *document) { delete document; }

int CQPDFPageCount(const CQPDFDocument *document) { return static_cast<int>(document->pages.size()); }

CQPDFPage CQPDFPageAt(const CQPDFDocument *document, int index) {
    return document->pages.at(static_cast<size_t>(index)).geometry;
}

bool CQPDFPageHasMarks(CQPDFDocument *document, int index) {
    CQPDFFailure ignored;
    // What cannot be read here fails again, and with words, when the page is placed.
    return guarded(&ignored, true, [&] { return !marksOfPage(*document, index).empty(); });
}

void CQPDFDocument::takeWarnings(int page) {
    if (!file.anyWarnings()) return;
    for (auto &each : file.getWarnings()) {
        std::string text = each.getMessageDetail();
        isRepaired = true;
        if (warning.empty()) warning = text;
        // qpdf takes what it has no memory for as damaged.
        if (text.find("bad_alloc") != std::string::npos) throw std::bad_alloc();
        // These are what qpdf says when it goes on without a part of the document.
        if (text.find("treating stream as empty") != std::string::npos ||
            text.find("unable to recover stream data") != std::string::npos) {
            throw Failure{CQPDFDamaged, "a part of the document is missing", page};
        }
    }
}

const char *CQPDFTakeWarning(CQPDFDocument *document) {
    static std::string text;
    text = std::move(document->warning);
    document->warning.clear();
    return text.empty() ? nullptr : text.c_str();
}

void describe(CQPDFFailure *failure, CQPDFReason reason, const std::string &text, int page) {
    failure->reason = reason;
    failure->page = page;
    // What is cut off or not UTF-8 would make the line that carries it unreadable.
    size_t length = 0;
    for (char ch : text) {
        if (length + 1 >= sizeof failure->text) break;
        failure->text[length++] = (ch >= ' ' && ch <= '~') ? ch : '?';
    }
    failure->text[length] = 0;
}

static CQPDFReason reason(const QPDFExc &error) {
    switch (error.getErrorCode()) {
    case qpdf_e_password: return CQPDFLocked;
    case qpdf_e_unsupported: return CQPDFUnsupported;
    case qpdf_e_internal: case qpdf_e_system: return CQPDFFailed;
    default: return CQPDFDamaged;
    }
}

void describeException(CQPDFFailure *failure) {
    try {
        throw;
    } catch (Failure &error) {
        describe(failure, error.reason, error.text, error.page);
    } catch (QPDFExc &error) {
        auto kind = reason(error);
        auto start = kind == CQPDFDamaged ? "the document is damaged or cut short: " : "";
        describe(failure, kind, start + error.getMessageDetail(), 0);
    } catch (std::bad_alloc &) {
        describe(failure, CQPDFTooMuch, "the document needs too much memory", 0);
    } catch (std::length_error &) {
        describe(failure, CQPDFTooMuch, "the document needs too much memory", 0);
    } catch (std::exception &error) {
        // qpdf throws plain errors also for what is wrong with a document.
        describe(failure, CQPDFDamaged, std::string("the document is damaged: ") + error.what(), 0);
    } catch (...) {
        describe(failure, CQPDFFailed, "an unknown error", 0);
    }
}
