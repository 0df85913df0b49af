import Foundation

/// Keys that tokens should not be signed with: words of tutorials, defaults of frameworks, the commonest passwords.
enum WeakSecrets {
    /// The key that verifies an HMAC token; nil: none of these does.
    static func secret(of token: Token) -> String? {
        guard token.algorithm.hasPrefix("HS"), let bits = Int(token.algorithm.dropFirst(2)) else { return nil }
        return words.first { JWTForge.code(token.signed, Data($0.utf8), bits: bits) == token.parts[2] }
    }

    static let words: [String] = {
        let stems = """
            secret Secret SECRET secretkey secret_key secret-key SECRET_KEY secretKey mysecret my_secret my-secret mysecretkey \
            my-secret-key my_secret_key supersecret super-secret super_secret supersecretkey super-secret-key topsecret \
            verysecret jwtsecret jwt_secret jwt-secret JWT_SECRET jwt jwtkey jwt_key jwt-key jwtSecret token tokensecret \
            token-secret key private privatekey private_key signingkey signing-key hmac-secret shhhhh shhhhhh random \
            password Password password1 password123 passw0rd P@ssw0rd p@ssword pass pass123 pass1234 admin admin123 admin1234 \
            administrator root toor test test123 test1234 testing testsecret test-secret test_secret test-key testkey demo \
            example changeme change-me change_me changeit CHANGEME please-change-me change_this change-this-secret \
            default default-secret development dev devsecret dev-secret dev_secret dev-key production prod staging local \
            localhost qwerty qwerty123 qwertyuiop abc abc123 abcdef abcdefg abcd1234 abcdefghijklmnopqrstuvwxyz a1b2c3d4 123 \
            1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 987654321 111111 000000 letmein welcome \
            monkey dragon master iloveyou sunshine football baseball superman batman trustno1 hello helloworld hello-world \
            world foobar foo bar baz app appsecret app-secret application api apikey api-key api_key apisecret flask \
            flask-secret django django-insecure rails laravel express express-secret node nodejs keyboard cat keyboardcat \
            spring springboot fastapi python java golang php session sessionsecret session-secret cookie cookiesecret \
            your-secret your_secret your-secret-key your_secret_key yoursecret yoursecretkey your-256-bit-secret \
            your-384-bit-secret your-512-bit-secret your_jwt_secret your-jwt-secret your_jwt_secret_key access \
            access_token_secret accesstokensecret refresh refresh_token_secret auth authsecret auth-secret oauth user users \
            crapi vapi vampi dvws juice juiceshop owasp insecure vulnerable damn hackme hacker hack ninja company \
            gL7AWt 09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7 secret123 secret1234 mysecret123 s3cr3t \
            s3cret S3cr3t sup3rs3cr3t thisisasecret this-is-a-secret thisismysecret thisisasecretkey this_is_a_secret_key
            """.split(whereSeparator: \.isWhitespace).map(String.init)
        return [""] + stems + ["keyboard cat", "this is a secret", "a secret", "my secret", "super secret"]
    }()
}
