# What this node remarks about a document that is not quite as it should be.

remark-unknown-field = { $field }: this template has no such field
remark-wrong-type = { $field }: not of the right type; expected is { $expected }
remark-unreadable = { $field }: not understood; expected is { $expected }
remark-unknown-code = { $field }: { $code } is not a code of { $list } as this node knows it
remark-region-outside-country = { $field }: { $region } does not lie in { $country }
remark-shares-beyond-whole = { $field }: the shares of financing add up to { $percent } %
remark-no-name = { $field }: no name in any language
remark-left-out = { $field }: has no place in a listing and was left out

remark-expected-text = one line of at most { $count } bytes
remark-expected-long-text = a text of at most 16,384 bytes
remark-expected-kind = cluster, agency or label-authority
remark-expected-code = a code of the list
remark-expected-region = a code of NUTS such as AT221, or of ISO 3166-2 such as CH-ZH
remark-expected-list-version = a list and its version, such as nuts/2024
remark-expected-member = the version of the list
remark-expected-count = a whole number below 1,000,000,000
remark-expected-decimal = a number such as 2.5, with at most two digits after the point
remark-expected-year = a year such as 2009
remark-expected-day = a day such as 2026-11-21
remark-expected-url = a web address that begins with https:// or http://
remark-expected-scale = a number from 0 (not at all) to 4 (fully)
remark-expected-percent = a whole number from 0 to 100
remark-expected-logo = a PNG, JPEG or WebP picture of at most 32,768 bytes
remark-expected-post-kind = one of { $words }
remark-expected-line = one line of text
remark-expected-degrees = decimal degrees with at most six digits after the point
