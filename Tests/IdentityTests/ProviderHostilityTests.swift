import CryptoExtras
import Foundation
import JWTKit
import PrintModel
import QuireTestKit
import Testing

@testable import Identity

/// What strangers send as tokens, and what a provider may publish by mistake.
@Suite("Odd tokens and odd keys of an OpenID provider")
struct ProviderHostilityTests: ProviderHouse {
    let clock = FakeClock()
    let store = MemoryStore()

    @Test("Keys that are odd, short, shared, for something else or wholly published are none, and hide no other")
    func oddKeys() async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")
        let short = "c2VjcmV0"
        let long = String(repeating: "c2VjcmV0", count: 12)
        let odd = [
            #"{"kty":"oct","alg":"HS256","kid":"shared","k":"\#(short)"}"#,
            #"{"kty":"oct","alg":"HS256","kid":"shared","k":"\#(long)"}"#,
            #"{"kty":"RSA","alg":"HS256","kid":"shared","k":"\#(long)","n":"\#(long)","e":"AQAB"}"#,
            #"{"kty":"RSA","kid":"r0","n":"","e":""}"#, #"{"kty":"RSA","kid":"r1","n":"AQAB","e":"AQAB"}"#,
            #"{"kty":"RSA","kid":"r2","n":"\#(String(repeating: "_", count: 344))","e":"\#(long)"}"#,
            #"{"kty":"RSA","kid":"r3","n":"\#(String(repeating: "_", count: 9000))","e":"AQAB"}"#,
            #"{"kty":"RSA","kid":"r4","n":"\u0000é*","e":"="}"#, #"{"kty":"RSA","kid":"r5"}"#,
            #"{"kty":"EC","crv":"P-256","kid":"e0","x":"","y":""}"#,
            #"{"kty":"EC","crv":"P-256","kid":"e1","x":"\#(long)","y":"AA"}"#,
            #"{"kty":"EC","crv":"P-521","alg":"ES256","kid":"e2","x":"AA","y":"AA"}"#,
            #"{"kty":"EC","crv":"P-256","kid":"e3","x":"AA"}"#,
            #"{"kty":"EC","crv":"secp256k1","kid":"e4","x":"AA","y":"AA"}"#,
            #"{"kty":"OKP","crv":"Ed25519","kid":"o0","x":"AA"}"#, #"{"kty":"OKP","crv":"Ed448","kid":"o1","x":"AA"}"#,
            #"{"kty":"OKP","crv":"X25519","kid":"o2","x":"\#(short)"}"#,
            #"{"kty":"OKP","crv":"P-256","kid":"o3","x":"A"}"#,
            #"{"kty":1e300,"kid":1e300}"#, #"{"kid":{"kid":[[]]}}"#, "{}", "[]", "null", "1e300", #""kid""#,
            #"{"kty":"EC","kid":1}"#,
        ]
        for (number, json) in odd.enumerated() { issuer.publish(json, as: "odd-\(number)") }
        let authenticator = authenticator(issuer)
        let shared = await JWTKeyCollection().add(
            hmac: HMACKey(from: String(repeating: "secret", count: 12)), digestAlgorithm: .sha256,
            kid: JWKIdentifier(string: "shared"))

        #expect(
            await authenticator.authenticate(try await bearer(shared, "shared", claims()), from: "192.0.2.1")
                == .refused)
        for (number, name) in ["r0", "r1", "r2", "r3", "r4", "e0", "e1", "e2", "e3", "o0", "o2"].enumerated() {
            for algorithm in ["RS256", "PS512", "ES256", "ES512", "EdDSA"] {
                let forged = "Bearer \(part(#"{"alg":"\#(algorithm)","kid":"\#(name)"}"#)).e30.AAAA"
                let answer = await authenticator.authenticate(forged, from: "198.51.100.\(number)")
                if case .proved = answer { Issue.record("\(name) with \(algorithm) was taken") }
            }
        }
        let good = try await bearer(keys, "one", claims())
        guard case .proved = await authenticator.authenticate(good, from: "192.0.2.9") else {
            Issue.record("the good key is hidden")
            return
        }
    }

    @Test(
        "A key whose private half is published, or that is for secrets, proves nothing",
        arguments: [#""d":"AAAA","use":"sig""#, #""use":"enc""#, #""use":7"#])
    func unfitKey(fields: String) async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one", fields: fields)

        guard
            case .tooMany = await authenticator(issuer).authenticate(
                try await bearer(keys, "one", claims()), from: "192.0.2.1")
        else {
            Issue.record("it was taken for a key")
            return
        }
    }

    @Test(
        "No header of a token ends the process, whatever is in it",
        arguments: [
            #"{"alg":"ES256","kid":"one","x":1e300}"#, #"{"alg":"ES256","kid":1e300}"#, #"{"alg":1e300}"#,
            #"{"alg":"ES256","kid":"one","crit":["exp"]}"#, #"{"alg":"ES256","kid":"one","crit":1e300}"#,
            #"{"alg":"ES256","kid":null}"#, "{}", "[]", "1e300", "", " ", "{", "\u{0}",
            #"{"alg":"ES256","kid":"one","x":-1e308,"y":1e309,"z":[1e300,{"a":1e300}]}"#,
            #"{"alg":"ES256","kid":"one","jwk":{"kty":"oct","k":"AA"},"jku":"http://192.0.2.1/","x5c":["AA"]}"#,
            #"{"alg":"ES256","alg":"none","kid":"one"}"#,
            String(repeating: "[", count: 6000) + String(repeating: "]", count: 6000),
            String(repeating: #"{"a":"#, count: 2000) + "1e300" + String(repeating: "}", count: 2000),
        ])
    func oddHeaders(header: String) async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")
        let authenticator = authenticator(issuer)
        let good = try await bearer(keys, "one", claims())
        let parts = good.split(separator: ".").map(String.init)

        #expect(
            await authenticator.authenticate("Bearer \(part(header)).\(parts[1]).\(parts[2])", from: "192.0.2.1")
                == .refused)
        #expect(
            await authenticator.authenticate("\(parts[0]).\(part(header)).\(parts[2])", from: "192.0.2.2")
                == .refused)
        guard case .proved = await authenticator.authenticate(good, from: "192.0.2.3") else {
            Issue.record("the good one is refused")
            return
        }
    }

    @Test("A key that says of no algorithm is good for each that fits it, whatever a stranger's token says first")
    func keyWithoutAlgorithm() async throws {
        let issuer = Issuer()
        let key = try Insecure.RSA.PrivateKey(backing: .init(keySize: .bits2048))
        let primitives = try key.publicKey.getKeyPrimitives()
        func text(_ data: Data) -> String {
            data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        }
        issuer.publish(
            #"{"kty":"RSA","kid":"r","n":"\#(text(primitives.modulus))","e":"\#(text(primitives.publicExponent))"}"#,
            as: "r")
        let authenticator = authenticator(issuer)
        let name = JWKIdentifier(string: "r")
        let (first, second) = (
            await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256, kid: name),
            await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha512, kid: name)
        )

        #expect(
            await authenticator.authenticate(
                "Bearer \(part(#"{"alg":"RS512","kid":"r"}"#)).e30.AAAA", from: "192.0.2.1")
                == .refused)
        for keys in [first, second] {
            let field = try await bearer(keys, "r", claims())
            guard case .proved = await authenticator.authenticate(field, from: "192.0.2.2") else {
                Issue.record("it is refused")
                continue
            }
        }
    }

    @Test("A token that names no key is taken where there is one only")
    func namelessKey() async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")
        let nameless = "Bearer " + (try await keys.sign(claims(), header: JWTHeader()))
        func isProved() async -> Bool {
            if case .proved = await authenticator(issuer).authenticate(nameless, from: "192.0.2.1") {
                true
            } else {
                false
            }
        }

        #expect(await isProved())
        _ = await issuer.add("two")
        #expect(await !isProved())
    }
}
