# The flag "addressed" of comments, of both kinds.
rows project linkname=linux; user name=ann maintainer=linux; user name=rex; user name=eve; user name=sam;
     person email=rex@example.org user=rex; person email=sam@example.org user=sam;
     patch id=1; patch id=2; cover id=1; patch-comment id=1 patch=1 submitter=rex@example.org;
     cover-comment id=1 cover=1 submitter=rex@example.org

# rest-weaknesses 2.2: no event.
test a comment on a patch
as   ann
PATCH /api/1.3/patches/1/comments/1/ {"addressed": true}
200  {"id": 1, "url": "http://pw.example.org/api/1.3/patches/1/comments/1/", ..., "addressed": true}
queries 12
PATCH /api/patches/1/comments/1/ {"addressed": false}
200  {"id": 1, ..., "addressed": false}
PATCH /api/patches/1/comments/1/ {"addressed": null}
200  {"id": 1, ..., "addressed": null}
PATCH /api/patches/1/comments/1/ addressed=True
200  {"id": 1, ..., "addressed": true}
PATCH /api/patches/1/comments/1/ addressed=
200  {"id": 1, ..., "addressed": null}
PATCH /api/patches/1/comments/1/ {"addressed": "null"}
200  {"id": 1, ..., "addressed": null}
PATCH /api/patches/1/comments/1/ {"addressed": "y", "content": "other", "id": 7}
200  {"id": 1, ..., "content": "Text of reply 1.\n", ..., "addressed": true}
PATCH /api/patches/1/comments/1/ {}
200  {"id": 1, ..., "addressed": true}
select SELECT COUNT(*) FROM patchwork_event
     | 0

# rest-weaknesses 1.3
test PUT is as PATCH
as   ann
PUT  /api/patches/1/comments/1/ {"addressed": false}
200  {"id": 1, ..., "addressed": false}
PUT  /api/patches/1/comments/1/ {}
200  {"id": 1, ..., "addressed": false}
PUT  /api/covers/1/comments/1/ {"addressed": true}
200  {"id": 1, ..., "addressed": true}
PUT  /api/covers/1/comments/1/ x=1
200  {"id": 1, ..., "addressed": true}

test what is no answer to the question
as   ann
PATCH /api/patches/1/comments/1/ {"addressed": "maybe"}
400  {"addressed": ["Must be a valid boolean."]}
PATCH /api/patches/1/comments/1/ {"addressed": [true]}
400  {"addressed": ["Must be a valid boolean."]}
PATCH /api/patches/1/comments/1/ {"addressed": {}}
400  {"addressed": ["Must be a valid boolean."]}
PATCH /api/covers/1/comments/1/ {"addressed": 7}
400  {"addressed": ["Must be a valid boolean."]}
PATCH /api/covers/1/comments/1/ addressed=2
400  {"addressed": ["Must be a valid boolean."]}

test who may
PATCH /api/patches/1/comments/1/ {"addressed": true}
403  {"detail": "Authentication credentials were not provided."}
as   eve
PATCH /api/patches/1/comments/1/ {"addressed": true}
403  {"detail": "You do not have permission to perform this action."}
PATCH /api/covers/1/comments/1/ {"addressed": true}
403
as   rex
PATCH /api/patches/1/comments/1/ {"addressed": true}
200
PATCH /api/covers/1/comments/1/ {"addressed": false}
200  {"id": 1, "url": "http://pw.example.org/api/covers/1/comments/1/", ..., "addressed": false}
as   sam
PATCH /api/patches/1/comments/1/ {"addressed": true}
200
PATCH /api/covers/1/comments/1/ {"addressed": true}
200

test below its own patch alone, and not in old versions
as   ann
PATCH /api/patches/2/comments/1/ {"addressed": true}
404  {"detail": "No PatchComment matches the given query."}
PATCH /api/patches/9/comments/1/ {"addressed": true}
404  {"detail": "No Patch matches the given query."}
PATCH /api/1.2/patches/1/comments/1/ {"addressed": true}
404
