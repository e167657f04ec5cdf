// Pages as form XObjects (ISO 32000-1 §8.10), which can be called on at any place and scale.

#include "Document.hpp"

#include <algorithm>
#include <stdexcept>

#include <qpdf/Constants.h>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDFAnnotationObjectHelper.hh>

namespace {

constexpr int printed = an_print;
constexpr int unseen = an_invisible | an_hidden;

// Counts, and stops what never ends: a few kilobytes of a stream can say "and so on" for terabytes.
class Limited : public Pipeline {
  public:
    // More than any page that can be printed has; of operators, not of pictures, which are streams of their own.
    static constexpr size_t octetsMax = 256 << 20;

    Limited(Pipeline *next) : Pipeline("content", next) {}
    void write(unsigned char const *data, size_t length) override {
        octets += length;
        // qpdf takes this for damage and stops decoding.
        if (isTooLong()) throw std::runtime_error("too long");
        getNext()->write(data, length);
    }
    void finish() override {}
    bool isTooLong() const { return octets > octetsMax; }

  private:
    size_t octets = 0;
};

// Gives whether all of it could be decoded. What qpdf has no filter for it would hand on as it is.
bool decode(QPDFObjectHandle stream, Pipeline &next) {
    bool isKnown = false;
    stream.pipeStreamData(nullptr, &isKnown, 0, qpdf_dl_specialized, true, false);
    return isKnown && stream.pipeStreamData(&next, nullptr, 0, qpdf_dl_specialized, true, false);
}

// The content of a page that comes in several streams, as one. Those may break anywhere between two words, so that
// they cannot be called on one by one, and must be decoded to be joined.
class JoinedContent : public QPDFObjectHandle::StreamDataProvider {
  public:
    JoinedContent(CQPDFDocument &document, std::vector<QPDFObjectHandle> parts, int page)
        : document(document), parts(std::move(parts)), page(page) {}

    void provideStreamData(QPDFObjGen const &, Pipeline *pipeline) override {
        Pl_Flate flate("content", pipeline, Pl_Flate::a_deflate);
        Limited limited(&flate);
        auto number = std::to_string(page);
        for (auto &part : parts) {
            if (!decode(part, limited) && document.warning.empty()) {
                document.warning = "a part of the content of page " + number + " cannot be decoded";
            }
            if (limited.isTooLong()) {
                document.failure = Failure{CQPDFTooComplex, "page " + number + " has too much on it", page};
                break;
            }
            limited.writeCStr("\n");
        }
        flate.finish();
    }

  private:
    CQPDFDocument &document;
    std::vector<QPDFObjectHandle> parts;
    int page;
};

QPDFObjectHandle rectangle(const CQPDFPage &page) {
    return QPDFObjectHandle::newArray(QPDFObjectHandle::Rectangle(page.left, page.bottom, page.right, page.top));
}

// A stream of its own with the page's content, as it is encoded in the document.
QPDFObjectHandle content(CQPDFDocument &document, Page &page, int number) {
    auto contents = page.dictionary.getKey("/Contents");
    std::vector<QPDFObjectHandle> parts;
    if (contents.isStream()) parts.push_back(contents);
    if (contents.isArray()) {
        for (int index = 0; index < contents.getArrayNItems(); index++) {
            auto part = contents.getArrayItem(index);
            if (part.isStream()) parts.push_back(part);
        }
    }
    document.takeWarnings(number);
    if (parts.empty() && document.isRepaired && contents.isIndirect()) {
        throw Failure{CQPDFDamaged, "the content of page " + std::to_string(number) + " is missing", number};
    }
    if (parts.size() == 1) return parts[0].copyStream();
    if (parts.empty()) return QPDFObjectHandle::newStream(&document.file, "");
    // Fast: it is read again by the next program in the pipe, and then gone.
    Pl_Flate::setCompressionLevel(1);
    auto joined = QPDFObjectHandle::newStream(&document.file);
    joined.replaceStreamData(
        std::make_shared<JoinedContent>(document, parts, number), QPDFObjectHandle::newName("/FlateDecode"),
        QPDFObjectHandle::newNull());
    return joined;
}

QPDFObjectHandle bareForm(CQPDFDocument &document, Page &page, int number) {
    auto form = content(document, page, number);
    auto dictionary = form.getDict();
    // A stream can name a file instead of having data; nothing that is printed may.
    for (auto key : {"/F", "/FFilter", "/FDecodeParms"}) dictionary.removeKey(key);
    dictionary.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
    dictionary.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
    dictionary.replaceKey("/BBox", rectangle(page.geometry));
    dictionary.replaceKey(
        "/Resources", page.resources.isInitialized() ? page.resources : QPDFObjectHandle::newDictionary());
    auto group = page.dictionary.getKey("/Group");
    if (group.isDictionary()) dictionary.replaceKey("/Group", group);
    return form;
}

// qpdf draws a field by a filter on what was there before, which a stream that is copied as it is never goes through.
void drawField(QPDFObjectHandle appearance) {
    Pl_Buffer buffer("field");
    Limited limited(&buffer);
    if (!decode(appearance, limited)) return;
    buffer.finish();
    appearance.replaceStreamData(
        buffer.getBufferSharedPointer(), QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
}

// Fields use the fonts of the whole form (ISO 32000-1 §12.7.2, "DR") where their own resources lack them.
void giveFieldResources(CQPDFDocument &document, QPDFObjectHandle appearance) {
    auto defaults = document.file.getRoot().getKey("/AcroForm").getKey("/DR");
    if (!defaults.isDictionary()) return;
    auto dictionary = appearance.getDict();
    auto resources = dictionary.getKey("/Resources");
    if (!resources.isDictionary()) {
        dictionary.replaceKey("/Resources", defaults);
    } else if (!resources.hasKey("/Font") && defaults.hasKey("/Font")) {
        resources = resources.shallowCopy();
        resources.replaceKey("/Font", defaults.getKey("/Font"));
        dictionary.replaceKey("/Resources", resources);
    }
}

} // namespace

std::vector<QPDFObjectHandle> marksOfPage(CQPDFDocument &document, int index) {
    auto &page = document.pages.at(static_cast<size_t>(index));
    // Good for counting them; what is drawn of them is drawn over there.
    if (page.owner) return marksOfPage(*page.owner, page.place);
    std::vector<QPDFObjectHandle> marks;
    auto annotations = document.pages.at(static_cast<size_t>(index)).dictionary.getKey("/Annots");
    if (!annotations.isArray()) return marks;
    if (!document.fields && document.file.getRoot().getKey("/AcroForm").isDictionary()) {
        document.fields = std::make_unique<QPDFAcroFormDocumentHelper>(document.file);
        document.drawsFields = document.fields->getNeedAppearances();
        document.fields->generateAppearancesIfNeeded();
    }
    for (int each = 0; each < annotations.getArrayNItems(); each++) {
        auto annotation = annotations.getArrayItem(each);
        if (!annotation.isDictionary() || annotation.getKey("/Subtype").isNameAndEquals("/Popup")) continue;
        auto flags = annotation.getKey("/F");
        auto value = flags.isInteger() ? flags.getIntValue() : 0;
        if ((value & printed) == 0 || (value & unseen) != 0) continue;
        if (QPDFAnnotationObjectHelper(annotation).getAppearanceStream("/N").isStream()) marks.push_back(annotation);
    }
    return marks;
}

QPDFObjectHandle formOfPage(CQPDFDocument &document, int index) {
    auto &page = document.pages.at(static_cast<size_t>(index));
    if (page.form.isInitialized()) return page.form;
    if (page.owner) {
        page.form = document.file.copyForeignObject(formOfPage(*page.owner, page.place));
        return page.form;
    }
    page.form = bareForm(document, page, index + 1);
    auto marks = marksOfPage(document, index);
    if (marks.empty()) return page.form;

    auto objects = QPDFObjectHandle::newDictionary();
    objects.replaceKey("/P", page.form);
    std::string operators = "/P Do\n";
    int number = 0;
    for (auto &mark : marks) {
        QPDFAnnotationObjectHelper annotation(mark);
        auto appearance = annotation.getAppearanceStream("/N");
        std::string name = "/A" + std::to_string(number++);
        auto drawn = annotation.getPageContentForAppearance(name, page.geometry.rotation, printed, unseen);
        if (drawn.empty()) continue;
        auto dictionary = appearance.getDict();
        dictionary.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
        if (annotation.getSubtype() == "/Widget") {
            if (document.drawsFields) drawField(appearance);
            giveFieldResources(document, appearance);
        }
        // A layer that is switched off hides its annotations too.
        if (mark.hasKey("/OC") && !dictionary.hasKey("/OC")) dictionary.replaceKey("/OC", mark.getKey("/OC"));
        objects.replaceKey(name, appearance);
        operators += drawn;
    }
    auto form = QPDFObjectHandle::newStream(&document.file, operators);
    auto dictionary = form.getDict();
    dictionary.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
    dictionary.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
    dictionary.replaceKey("/BBox", rectangle(page.geometry));
    auto resources = QPDFObjectHandle::newDictionary();
    resources.replaceKey("/XObject", objects);
    dictionary.replaceKey("/Resources", resources);
    page.form = form;
    return form;
}

QPDFObjectHandle bareCopyOfPage(CQPDFDocument &document, int index) {
    auto &page = document.pages.at(static_cast<size_t>(index));
    if (page.owner) {
        auto bare = page.owner->file.makeIndirectObject(bareCopyOfPage(*page.owner, page.place));
        return document.file.copyForeignObject(bare);
    }
    auto copy = QPDFObjectHandle::newDictionary();
    copy.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
    for (auto key : {"/Contents", "/Group", "/UserUnit"}) {
        if (page.dictionary.hasKey(key)) copy.replaceKey(key, page.dictionary.getKey(key));
    }
    copy.replaceKey(
        "/Resources", page.resources.isInitialized() ? page.resources : QPDFObjectHandle::newDictionary());
    copy.replaceKey("/MediaBox", rectangle(page.geometry));
    if (page.geometry.rotation) copy.replaceKey("/Rotate", QPDFObjectHandle::newInteger(page.geometry.rotation));
    auto contents = page.dictionary.getKey("/Contents");
    document.takeWarnings(index + 1);
    if (document.isRepaired && contents.isIndirect() && contents.isNull()) {
        auto number = std::to_string(index + 1);
        throw Failure{CQPDFDamaged, "the content of page " + number + " is missing", index + 1};
    }
    return copy;
}
