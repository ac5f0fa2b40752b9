extension RecordKind {
    /// The types of all kinds, in the order in which they are listed. A new kind is a line here and a file beside this
    /// one.
    static let types: [any RecordContent.Type] = [
        CarbonReplacement.self,
        ReplacementStart.self,
        WasteTransfer.self,
        CarbonInspection.self,
        Cleaning.self,
        CleaningStart.self,
        ExhaustTest.self,
        Registration.self,
        CityAir.self,
        SiteMeasure.self,
        Complaint.self,
        AnsweredComplaint.self,
        ComplaintProgress.self,
        ClosedComplaint.self,
        ComplaintRating.self,
        Acknowledgement.self,
        Rectification.self,
        Visit.self,
        Shelving.self,
        Maintenance.self,
        Calibration.self,
        Notice.self,
        NoticeReceipt.self,
        TrainingResult.self,
        PlatformSetting.self,
    ]
}
