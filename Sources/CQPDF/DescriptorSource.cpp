#define POINTERHOLDER_TRANSITION 4

#include "DescriptorSource.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <unistd.h>

DescriptorSource::DescriptorSource(int descriptor, qpdf_offset_t start, qpdf_offset_t octets)
    : descriptor(descriptor), start(start), octets(octets), window(windowOctets) {}

std::string const &DescriptorSource::getName() const { return name; }

qpdf_offset_t DescriptorSource::tell() { return position; }

void DescriptorSource::rewind() { position = 0; }

void DescriptorSource::seek(qpdf_offset_t offset, int whence) {
    qpdf_offset_t base = whence == SEEK_CUR ? position : whence == SEEK_END ? octets : 0;
    qpdf_offset_t target;
    if (__builtin_add_overflow(base, offset, &target) || target < 0) {
        throw std::runtime_error("a place before the beginning of the document");
    }
    position = target;
}

void DescriptorSource::unreadCh(char) { position = std::max<qpdf_offset_t>(position - 1, 0); }

size_t DescriptorSource::read(char *buffer, size_t length) {
    last_offset = position;
    size_t done = 0;
    while (done < length) {
        if (length - done >= windowOctets) {
            size_t count = readAt(position, buffer + done, length - done);
            if (count == 0) break;
            position += static_cast<qpdf_offset_t>(count);
            done += count;
            continue;
        }
        size_t count = std::min(available(), length - done);
        if (count == 0) break;
        memcpy(buffer + done, window.data() + (position - windowStart), count);
        position += static_cast<qpdf_offset_t>(count);
        done += count;
    }
    return done;
}

// As qpdf's own sources do: past the next run of CR and LF; gives where that run begins.
qpdf_offset_t DescriptorSource::findAndSkipNextEOL() {
    bool isFound = false;
    qpdf_offset_t start = 0;
    while (size_t count = available()) {
        const char *from = window.data() + (position - windowStart);
        const char *end = from + count;
        const char *at = from;
        if (!isFound) {
            at = std::find_if(from, end, [](char ch) { return ch == '\r' || ch == '\n'; });
            isFound = at != end;
            if (isFound) start = position + (at - from);
        }
        if (isFound) at = std::find_if(at, end, [](char ch) { return ch != '\r' && ch != '\n'; });
        position += at - from;
        if (isFound && at != end) return start;
    }
    return isFound ? start : position;
}

size_t DescriptorSource::available() {
    qpdf_offset_t windowEnd = windowStart + static_cast<qpdf_offset_t>(windowLength);
    if (position < windowStart || position >= windowEnd) {
        // Objects that are far apart are read in small pieces, what is read on and on in large ones.
        size_t length = position == windowEnd ? windowOctets : shortOctets;
        windowLength = readAt(position, window.data(), length);
        windowStart = position;
    }
    return windowLength - static_cast<size_t>(position - windowStart);
}

size_t DescriptorSource::readAt(qpdf_offset_t offset, char *buffer, size_t length) {
    if (offset >= octets) return 0;
    length = std::min(length, static_cast<size_t>(octets - offset));
    while (true) {
        ssize_t count = pread(descriptor, buffer, length, start + offset);
        if (count >= 0) return static_cast<size_t>(count);
        if (errno != EINTR) throw std::runtime_error(std::string("cannot read: ") + strerror(errno));
    }
}
