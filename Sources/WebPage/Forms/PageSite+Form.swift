import Hummingbird

extension PageSite {
    /// Answers with a form: 422 if something in it is wrong.
    func form(_ form: FilledForm, _ visitor: Visitor) -> Response {
        let status: HTTPResponse.Status = form.isWrong ? .unprocessableContent : .ok
        return templates.html(FormView(form, self, visitor), with: "form", status: status)
    }
}
