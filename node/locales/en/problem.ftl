# The page for what went wrong.

problem-kind = Problem { $status }
problem-advice = What you can do
problem-search = To the search page
problem-not-found = Not found
problem-not-found-what = This node does not hold what this address leads to; another node may, or it may come with the next exchange.
problem-bad-request = Bad request
problem-bad-request-what = The node does not understand what was asked.
problem-unprocessable = Unprocessable content
problem-unprocessable-what = What is published under this address cannot be read as what it should be.
problem-method = Method not allowed
problem-method-what = This address cannot be asked in this way.
problem-unavailable = The node takes nothing now
problem-unavailable-what = The node gives no answer now.
problem-internal = Internal server error
problem-internal-what = The node made an error; its log says which.
problem-other = Problem
problem-other-what = The node did not do what was asked.
problem-check-address = Check the address: an id is long, and every letter of it counts.
problem-search-name = Search for the name instead.
problem-go-back = Go back, and change what was asked.
problem-try-again = Try again in a moment, or ask another node: all hold the same directory.
