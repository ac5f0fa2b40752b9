import Facilities

/// The fields of the sign-in form as they were typed at the last attempt, and what is wrong with them.
struct SignInFields {
    var name: String
    var problem: String?
    /// The reason why no PIN may be typed here; nil if one may.
    var obstacle: String?
}

/// The values of `signin.mustache`.
struct SignInView {
    var words: Words
    var form: FormWords
    var title, token, next, otherURL: String
    var signIn: SignInFields
    /// The name of the person who is signed in already.
    var person: String?
    var role: String?

    init(token: String, next: String, name: String, problem: Text?, obstacle: Text?, _ visitor: Visitor) {
        let language = visitor.language
        words = .of(language)
        form = .of(language)
        title = FormWords.of(language).signIn
        (self.token, self.next) = (token, next)
        signIn = SignInFields(name: name, problem: problem?[language], obstacle: obstacle?[language])
        person = visitor.person?.name
        role = visitor.person?.role.title[language]
        otherURL = "/signin?lang=\(Words.of(language).otherTag)&next=\(next.percentEncoded)"
    }
}
