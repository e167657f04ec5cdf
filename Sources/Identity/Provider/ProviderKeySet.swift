internal import FoundationEssentials
internal import JWTKit

/// The keys of a JWK Set (RFC 7517) with which a provider signs, each for the algorithms it may be used with.
///
/// Keys are left out whose other half is published as well, that are for something else than signatures, that are shared
/// secrets, and that nobody here can read; they do not hide the others.
struct ProviderKeySet: Sendable {
    /// By name, then by algorithm. A key without a name has the name "".
    private var keys: [String: [String: JWTKeyCollection]] = [:]

    /// `nil` where there is no key in it that could be used.
    init?(json: [UInt8], keysMax: Int) async {
        guard let published = try? JSONDecoder().decode(Published.self, from: Data(json)) else { return nil }
        for key in published.keys.prefix(keysMax).compactMap(\.key) {
            let name = key.keyIdentifier?.string ?? ""
            for algorithm in Self.algorithms(of: key) where keys[name]?[algorithm.rawValue] == nil {
                var key = key
                key.algorithm = algorithm
                key.keyIdentifier = JWKIdentifier(string: name)
                let collection = JWTKeyCollection()
                // One that cannot be used is not: too short, not on its curve.
                guard (try? await collection.add(jwk: key)) != nil else { continue }
                keys[name, default: [:]][algorithm.rawValue] = collection
            }
        }
        guard !keys.isEmpty else { return nil }
    }

    func has(_ name: String) -> Bool { keys[name] != nil }

    func key(named name: String?, for algorithm: String) -> JWTKeyCollection? {
        guard let name else { return keys.count == 1 ? keys.first?.value[algorithm] : nil }
        return keys[name]?[algorithm]
    }

    /// With what a key signs: what it says, if it can, else what fits its kind (RFC 7518 §3.1, RFC 8037 §3.1).
    private static func algorithms(of key: JWK) -> [JWK.Algorithm] {
        let possible: [JWK.Algorithm] =
            switch (key.keyType, key.curve?.rawValue) {
            case (.rsa, _): [.rs256, .rs384, .rs512, .ps256, .ps384, .ps512]
            case (.ecdsa, "P-256"): [.es256]
            case (.ecdsa, "P-384"): [.es384]
            case (.ecdsa, "P-521"): [.es512]
            case (.octetKeyPair, "Ed25519"): [.eddsa]
            default: []
            }
        guard let said = key.algorithm else { return possible }
        return possible.contains(said) ? [said] : []
    }

    private struct Published: Decodable {
        var keys: [Perhaps]
    }

    private struct Perhaps: Decodable {
        /// `nil` for what is no key to look at signatures with.
        let key: JWK?

        private enum Fields: String, CodingKey {
            case use
            case privateHalf = "d"
        }

        init(from decoder: any Decoder) throws {
            guard let fields = try? decoder.container(keyedBy: Fields.self), !fields.contains(.privateHalf),
                !fields.contains(.use) || (try? fields.decode(String.self, forKey: .use)) == "sig"
            else {
                key = nil
                return
            }
            key = try? JWK(from: decoder)
        }
    }
}
