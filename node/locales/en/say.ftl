# What stands on several pages.

say-nameless = Without a name
say-nameless-party = an organisation without a name
say-mixed-alphabets = letters of several alphabets
say-looks-latin = other letters that look like Latin ones
say-remarks = This node remarks:
say-remark = This node remarks: { $remark }
say-confirmed-by-organisation = The organisation confirmed this on { $day }
say-confirmed-by-agency = The agency confirmed this on { $day }
say-issued-by = Issued by { $issuer }
say-held-by = Held by { $holder }
say-statement = As of the issuer’s statement of { $day }
say-shown = The newest { $shown } of { $all } are shown here; the API has them all.
say-anchors = Whose judgement this is
say-no-anchors = This node has pinned no anchors, so it can trace no issuer’s right to anybody it trusts.
say-judged-with = Judged with this node’s anchors:
say-own-anchors = Your own anchors may give another verdict:
say-also = also
say-version = version { $version }
say-take = Take it away
say-findings-in = What stands below is { $language }.
say-calls-itself-cluster = calls itself a cluster organisation
say-calls-itself-agency = calls itself a regional agency
say-calls-itself-label-authority = calls itself a label authority
