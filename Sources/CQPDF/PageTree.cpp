#include "Document.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace {

// What a page has from its parents unless it has its own (ISO 32000-1 §7.7.3.4).
struct Inherited {
    QPDFObjectHandle resources, mediaBox, cropBox, rotate;

    void take(CQPDFDocument &document, QPDFObjectHandle node) {
        if (node.hasKey("/Resources")) {
            resources = node.getKey("/Resources");
            // Many pages may inherit it, and it is to be written once.
            if (!resources.isIndirect() && node.hasKey("/Kids")) resources = document.file.makeIndirectObject(resources);
        }
        if (node.hasKey("/MediaBox")) mediaBox = node.getKey("/MediaBox");
        if (node.hasKey("/CropBox")) cropBox = node.getKey("/CropBox");
        if (node.hasKey("/Rotate")) rotate = node.getKey("/Rotate");
    }
};

struct Box {
    double left = 0, bottom = 0, right = 0, top = 0;

    bool isSound() const { return right - left >= 1 && top - bottom >= 1; }
};

struct Level {
    QPDFObjectHandle kids;
    int next;
    Inherited inherited;
};

// Corners may be given in any order. Numbers beyond a million are nothing that a sheet could have.
Box box(QPDFObjectHandle array) {
    Box box;
    if (!array.isInitialized() || !array.isArray() || array.getArrayNItems() < 4) return box;
    double numbers[4];
    for (int index = 0; index < 4; index++) {
        auto item = array.getArrayItem(index);
        if (!item.isNumber()) return box;
        numbers[index] = item.getNumericValue();
        if (!std::isfinite(numbers[index]) || std::fabs(numbers[index]) > 1e6) return box;
    }
    box.left = std::min(numbers[0], numbers[2]);
    box.right = std::max(numbers[0], numbers[2]);
    box.bottom = std::min(numbers[1], numbers[3]);
    box.top = std::max(numbers[1], numbers[3]);
    return box;
}

CQPDFPage geometry(QPDFObjectHandle page, const Inherited &inherited) {
    Box media = box(inherited.mediaBox);
    // As other programs do where a page has no size.
    if (!media.isSound()) media = Box{0, 0, 612, 792};
    Box crop = box(inherited.cropBox);
    Box seen = {
        std::max(media.left, crop.left), std::max(media.bottom, crop.bottom), std::min(media.right, crop.right),
        std::min(media.top, crop.top)};
    if (!crop.isSound() || !seen.isSound()) seen = media;

    CQPDFPage result = {seen.left, seen.bottom, seen.right, seen.top, 0, 1};
    auto rotate = inherited.rotate;
    if (rotate.isInitialized() && rotate.isNumber()) {
        double degrees = rotate.getNumericValue();
        if (std::fabs(degrees) < 1e6) {
            int turned = static_cast<int>(degrees) % 360;
            if (turned % 90 == 0) result.rotation = (turned + 360) % 360;
        }
    }
    auto unit = page.getKey("/UserUnit");
    if (unit.isNumber() && unit.getNumericValue() >= 0.01 && unit.getNumericValue() <= 1000) {
        result.unit = unit.getNumericValue();
    }
    return result;
}

void add(CQPDFDocument &document, QPDFObjectHandle page, const Inherited &inherited, int pagesMax) {
    if (document.pages.size() >= static_cast<size_t>(pagesMax)) {
        throw Failure{CQPDFTooMuch, "the document has more than " + std::to_string(pagesMax) + " pages"};
    }
    document.pages.push_back(Page{page, inherited.resources, geometry(page, inherited), {}, nullptr, 0});
}

} // namespace

void readPageTree(CQPDFDocument &document, int pagesMax) {
    auto root = document.file.getRoot().getKey("/Pages");
    // Asking what it is reads it; only then is there something to complain of.
    bool isDictionary = root.isDictionary();
    document.takeWarnings();
    if (!isDictionary) throw Failure{CQPDFDamaged, "the document has no pages"};

    std::set<QPDFObjGen> seen;
    std::vector<Level> levels;
    // Gives whether `node` is one with kids, which are then read next.
    auto enter = [&](QPDFObjectHandle node, Inherited inherited) {
        inherited.take(document, node);
        auto kids = node.getKey("/Kids");
        if (!kids.isArray()) {
            if (node.getKey("/Type").isNameAndEquals("/Pages")) return;
            add(document, node, inherited, pagesMax);
            return;
        }
        if (node.isIndirect() && !seen.insert(node.getObjGen()).second) {
            throw Failure{CQPDFDamaged, "the list of pages contains itself"};
        }
        levels.push_back(Level{kids, 0, inherited});
    };

    enter(root, Inherited{});
    while (!levels.empty()) {
        auto &level = levels.back();
        if (level.next >= level.kids.getArrayNItems()) {
            levels.pop_back();
            continue;
        }
        auto kid = level.kids.getArrayItem(level.next++);
        if (!kid.isDictionary()) {
            document.takeWarnings();
            int number = static_cast<int>(document.pages.size()) + 1;
            throw Failure{CQPDFDamaged, "page " + std::to_string(number) + " is missing", number};
        }
        enter(kid, level.inherited);
    }

    document.takeWarnings();
    auto count = root.getKey("/Count");
    if (document.isRepaired && count.isInteger() && count.getIntValue() > static_cast<long long>(document.pages.size())) {
        throw Failure{
            CQPDFDamaged, "only " + std::to_string(document.pages.size()) + " of " +
                              std::to_string(count.getIntValue()) + " pages are there"};
    }
}
