#pragma once

#include <string>
#include <vector>

#include <qpdf/InputSource.hh>

// Reads a file at offsets through a window, so that a large document takes no memory and no address space.
class DescriptorSource : public InputSource {
  public:
    // Of a file that holds more than one document, from `start` on.
    DescriptorSource(int descriptor, qpdf_offset_t start, qpdf_offset_t octets);

    qpdf_offset_t findAndSkipNextEOL() override;
    std::string const &getName() const override;
    qpdf_offset_t tell() override;
    void seek(qpdf_offset_t offset, int whence) override;
    void rewind() override;
    size_t read(char *buffer, size_t length) override;
    void unreadCh(char ch) override;

  private:
    static constexpr size_t windowOctets = 64 << 10;
    static constexpr size_t shortOctets = 4 << 10;

    // Octets of the window from `position` on; loads them if there are none. 0 at the end.
    size_t available();
    size_t readAt(qpdf_offset_t offset, char *buffer, size_t length);

    int descriptor;
    qpdf_offset_t start;
    qpdf_offset_t octets;
    qpdf_offset_t position = 0;
    std::vector<char> window;
    qpdf_offset_t windowStart = 0;
    size_t windowLength = 0;
    std::string name = "the document";
};
