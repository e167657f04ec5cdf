internal import Glibc

/// A place on Earth, as "geo:" URIs name it (RFC 5870).
struct GeoLocation: Hashable, Sendable {
    /// Degrees, north positive.
    var latitude: Double
    /// Degrees, east positive.
    var longitude: Double
    /// Metres above the ellipsoid.
    var altitude: Double?
    /// Metres; what the URI's "u" says.
    var uncertainty: Double?

    /// `nil` where it is no place in WGS 84.
    init?(_ uri: String) {
        guard uri.lowercased().hasPrefix("geo:") else { return nil }
        let parts = uri.dropFirst(4).split(separator: ";", omittingEmptySubsequences: false)
        let numbers = (parts.first ?? "").split(separator: ",", omittingEmptySubsequences: false)
            .map { Self.number($0) }
        guard (2...3).contains(numbers.count), let latitude = numbers[0], let longitude = numbers[1],
            abs(latitude) <= 90, abs(longitude) <= 180, numbers.count == 2 || numbers[2] != nil
        else { return nil }
        self.latitude = latitude
        self.longitude = longitude
        altitude = numbers.count == 3 ? numbers[2] : nil
        for parameter in parts.dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            switch pair.first?.lowercased() {
            case "crs": guard pair.last?.lowercased() == "wgs84" else { return nil }
            case "u":
                guard pair.count == 2, let metres = Self.number(pair[1]), metres >= 0 else { return nil }
                uncertainty = metres
            case nil: return nil
            default: continue
            }
        }
    }

    /// `num` of RFC 5870 §3.3: no exponents, no infinities.
    private static func number(_ text: Substring) -> Double? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }) else {
            return nil
        }
        return Double(text)
    }

    /// In metres, along a great circle; heights count where both are known.
    func distance(to other: GeoLocation) -> Double {
        let radians = Double.pi / 180
        let (from, to) = (latitude * radians, other.latitude * radians)
        let (north, east) = (to - from, (other.longitude - longitude) * radians)
        let half = sin(north / 2) * sin(north / 2) + cos(from) * cos(to) * sin(east / 2) * sin(east / 2)
        let flat = 2 * Self.earthRadius * asin(min(1, half.squareRoot()))
        guard let altitude, let otherAltitude = other.altitude else { return flat }
        return (flat * flat + (altitude - otherAltitude) * (altitude - otherAltitude)).squareRoot()
    }

    /// The mean radius of WGS 84, in metres.
    private static let earthRadius = 6_371_008.8
}
