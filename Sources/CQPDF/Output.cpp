#include "Document.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <functional>
#include <unistd.h>

#include <qpdf/QPDFWriter.hh>

namespace {

// Gathers what the writer says in small pieces. What fails is remembered and not thrown, for qpdf takes some
// exceptions for damage of the document.
class DescriptorSink : public Pipeline {
  public:
    DescriptorSink(int descriptor) : Pipeline("output", nullptr), descriptor(descriptor) { buffer.reserve(octetsMax); }

    void write(unsigned char const *data, size_t length) override {
        if (buffer.size() + length > octetsMax) flush();
        if (length >= octetsMax) {
            send(data, length);
        } else {
            buffer.insert(buffer.end(), data, data + length);
        }
    }
    void finish() override {}

    // What is not flushed is never sent.
    void flush() {
        send(buffer.data(), buffer.size());
        buffer.clear();
    }

    int error = 0;

  private:
    static constexpr size_t octetsMax = 64 << 10;

    void send(const unsigned char *data, size_t length) {
        while (length > 0 && error == 0) {
            ssize_t count = ::write(descriptor, data, length);
            if (count > 0) {
                data += count;
                length -= static_cast<size_t>(count);
            } else if (errno != EINTR) {
                error = count == 0 ? EIO : errno;
            }
        }
    }

    int descriptor;
    std::vector<unsigned char> buffer;
};

class Progress : public QPDFWriter::ProgressReporter {
  public:
    Progress(std::function<void(int)> report) : report(std::move(report)) {}
    void reportProgress(int percent) override { report(percent); }

  private:
    std::function<void(int)> report;
};

int add(CQPDFDocument *document, QPDFObjectHandle side) {
    document->sides.push_back(side);
    return static_cast<int>(document->sides.size()) - 1;
}

QPDFObjectHandle stream(CQPDFDocument *document, const uint8_t *content, size_t octets) {
    return QPDFObjectHandle::newStream(
        &document->file, std::string(reinterpret_cast<const char *>(content), octets));
}

// A new tree, flat, and nothing else in the catalog but what decides how pages look.
void makePageTree(CQPDFDocument *document, const int *sides, int count) {
    auto tree = document->file.makeIndirectObject(QPDFObjectHandle::newDictionary());
    std::vector<QPDFObjectHandle> kids;
    kids.reserve(static_cast<size_t>(count));
    for (int index = 0; index < count; index++) {
        auto page = document->sides.at(static_cast<size_t>(sides[index])).shallowCopy();
        page.replaceKey("/Parent", tree);
        kids.push_back(document->file.makeIndirectObject(page));
    }
    tree.replaceKey("/Type", QPDFObjectHandle::newName("/Pages"));
    tree.replaceKey("/Kids", QPDFObjectHandle::newArray(kids));
    tree.replaceKey("/Count", QPDFObjectHandle::newInteger(count));

    auto root = document->file.getRoot();
    for (auto &key : root.getKeys()) {
        bool isKept = key == "/Type" || key == "/Version" || key == "/Extensions" || key == "/OCProperties" ||
                      key == "/OutputIntents" || key == "/Lang";
        if (!isKept) root.removeKey(key);
    }
    root.replaceKey("/Pages", tree);

    auto trailer = document->file.getTrailer();
    for (auto &key : trailer.getKeys()) {
        bool isKept = key == "/Root" || key == "/Info" || key == "/Size" || key == "/ID" || key == "/Encrypt";
        if (!isKept) trailer.removeKey(key);
    }
}

} // namespace

bool CQPDFSetWatermark(
    CQPDFDocument *document, const uint8_t *content, size_t octets, const double box[4], double opacity,
    CQPDFFailure *failure) {
    return guarded(failure, false, [&] {
        auto form = stream(document, content, octets);
        auto dictionary = form.getDict();
        dictionary.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
        dictionary.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
        dictionary.replaceKey(
            "/BBox", QPDFObjectHandle::newArray(QPDFObjectHandle::Rectangle(box[0], box[1], box[2], box[3])));
        auto resources = QPDFObjectHandle::parse(
            "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >>"
            " /ExtGState << /G << /Type /ExtGState >> >> >>");
        auto state = resources.getKey("/ExtGState").getKey("/G");
        state.replaceKey("/ca", QPDFObjectHandle::newReal(std::clamp(opacity, 0.0, 1.0), 3));
        dictionary.replaceKey("/Resources", resources);
        document->watermark = form;
        return true;
    });
}

int CQPDFAddKept(CQPDFDocument *document, int index, CQPDFFailure *failure) {
    return guarded(failure, -1, [&] { return add(document, bareCopyOfPage(*document, index)); });
}

int CQPDFAddPlaced(
    CQPDFDocument *document, double width, double height, const uint8_t *content, size_t octets, const int *pages,
    int pageCount, bool usesWatermark, CQPDFFailure *failure) {
    return guarded(failure, -1, [&] {
        auto side = QPDFObjectHandle::newDictionary();
        auto objects = QPDFObjectHandle::newDictionary();
        for (int index = 0; index < pageCount; index++) {
            objects.replaceKey("/P" + std::to_string(index), formOfPage(*document, pages[index]));
        }
        if (usesWatermark) objects.replaceKey("/W", document->watermark);
        auto resources = QPDFObjectHandle::newDictionary();
        resources.replaceKey("/XObject", objects);
        side.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
        side.replaceKey("/MediaBox", QPDFObjectHandle::newArray(QPDFObjectHandle::Rectangle(0, 0, width, height)));
        side.replaceKey("/Resources", document->file.makeIndirectObject(resources));
        if (octets > 0) side.replaceKey("/Contents", stream(document, content, octets));
        return add(document, side);
    });
}

int CQPDFAddForeign(CQPDFDocument *document, CQPDFDocument *other, int index, CQPDFFailure *failure) {
    return guarded(failure, -1, [&] {
        auto page = other->file.makeIndirectObject(bareCopyOfPage(*other, index));
        return add(document, document->file.copyForeignObject(page));
    });
}

bool CQPDFSetInformation(CQPDFDocument *document, const char *key, const char *value, CQPDFFailure *failure) {
    return guarded(failure, false, [&] {
        auto trailer = document->file.getTrailer();
        auto information = trailer.getKey("/Info");
        if (!information.isDictionary()) {
            information = document->file.makeIndirectObject(QPDFObjectHandle::newDictionary());
            trailer.replaceKey("/Info", information);
        }
        std::string name = "/";
        for (const char *at = key; *at && name.size() < 64; at++) {
            unsigned char ch = static_cast<unsigned char>(*at);
            if (ch < 128 && (isalnum(ch) || ch == '-' || ch == '_' || ch == '.')) name += *at;
        }
        if (name.size() > 1) information.replaceKey(name, QPDFObjectHandle::newUnicodeString(value));
        return true;
    });
}

bool CQPDFWrite(
    CQPDFDocument *document, const int *sides, int count, int descriptor, void (*progress)(void *context, int percent),
    void *context, CQPDFFailure *failure) {
    return guarded(failure, false, [&] {
        makePageTree(document, sides, count);
        DescriptorSink sink(descriptor);
        QPDFWriter writer(document->file);
        writer.setOutputPipeline(&sink);
        writer.setObjectStreamMode(qpdf_o_preserve);
        writer.setDecodeLevel(qpdf_dl_none);
        writer.setCompressStreams(false);
        writer.setPreserveEncryption(false);
        // The watermark is translucent.
        writer.setMinimumPDFVersion("1.4");
        // The same output for the same input, for caches and tests.
        writer.setStaticID(true);
        writer.registerProgressReporter(std::make_shared<Progress>([&](int percent) { progress(context, percent); }));
        writer.write();

        document->takeWarnings();
        if (document->failure.reason != CQPDFDone) throw document->failure;
        for (auto *other : document->others) {
            other->takeWarnings();
            if (other->failure.reason != CQPDFDone) throw other->failure;
            if (document->warning.empty()) document->warning = other->warning;
        }
        // Only now the end of the document leaves: without it, nobody takes what is there for a whole one.
        sink.flush();
        if (sink.error == EPIPE) throw Failure{CQPDFOutputClosed, "nobody reads the output"};
        if (sink.error) throw Failure{CQPDFTooMuch, std::string("cannot write: ") + strerror(sink.error)};
        return true;
    });
}
