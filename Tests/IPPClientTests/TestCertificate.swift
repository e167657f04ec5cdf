import NIOSSL

/// A certificate for "localhost", made for these tests: its key is public and protects nothing.
enum TestCertificate {
    static func serverContext() throws -> NIOSSLContext {
        let certificate = try NIOSSLCertificate(bytes: Array(pem.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(testKey.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
    }

    static func der() throws -> [UInt8] {
        try NIOSSLCertificate(bytes: Array(pem.utf8), format: .pem).toDERBytes()
    }

    private static let pem = """
        -----BEGIN CERTIFICATE-----
        MIIBlDCCATugAwIBAgIUERKgRxCtnI4bMi9hdqzDppVRGBQwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTAzMzkzMVoYDzIxMjYxMDI4
        MDMzOTMxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAATUAy7VkRIX99Jemilly5ZV1X5Ugo+apdPTXUuZb9Y3zDe2+RS+bQXe
        g3LmPRNpi6i7CSnGEXcARP7DO/eWS8E5o2kwZzAdBgNVHQ4EFgQUhSi7S7IgRmgV
        cb5ANgDHWo//bfkwHwYDVR0jBBgwFoAUhSi7S7IgRmgVcb5ANgDHWo//bfkwDwYD
        VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
        RwAwRAIgB+bHfCtCiHH/Bqq50VuHLEbcw26ZvxHdJ4KZw2Bdx/0CIHFxwtwfy+bQ
        QWNEjYC0H7LODzCyg1o6YVr2FSkkiAKb
        -----END CERTIFICATE-----
        """

    private static let testKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg1cbFogwJ2P0w7jw9
        jowc9mZvw4tWHtvDQN3ToawIigGhRANCAATUAy7VkRIX99Jemilly5ZV1X5Ugo+a
        pdPTXUuZb9Y3zDe2+RS+bQXeg3LmPRNpi6i7CSnGEXcARP7DO/eWS8E5
        -----END PRIVATE KEY-----
        """
}
