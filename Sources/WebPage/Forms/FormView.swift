import Facilities

/// The values of `form.mustache`: the fields of one form, and their problems.
struct FormView {
    var words: Words
    var form: FormWords
    var title, facility, action, token, send: String
    var banner: NoticeBanner?
    var back: String
    /// The address of the same form in the other language.
    var otherURL: String
    var guideURL: String?
    var intro: [String]
    /// The problems of the form as a whole, such as a gateway that cannot write now.
    var problems: [String]
    var isWrong: Bool
    var parts: [FormPartView]
    /// The hidden fields.
    var hidden: [Hidden]
    /// Whether a script shows one part after the other.
    var isStepwise: Bool
    /// The completeness of the record for the ledger; nil for kinds of record without one.
    var completeness: CompletenessView?
    /// The name under which a phone stores what was typed.
    var draftKey: String
    /// The name of the signed-in person; nil for the public.
    var person: String?
    var outro: [String]
    /// The address at which people with a role sign in.
    var signInURL: String

    struct Hidden {
        var name, value: String
    }
}
