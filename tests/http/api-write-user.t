# Accounts changed through the API, by themselves.
rows user id=1 name=ann email=ann@x.org; user id=2 name=bob

test names and settings
as   ann
PATCH /api/users/1/ {"first_name": " Ann ", "last_name": "Lee", "email": "other@x.org", "username": "x", "settings": {"send_email": true, "items_per_page": 7}}
200
     | {"id": 1, "url": "http://pw.example.org/api/users/1/", "username": "ann", "first_name": "Ann", "last_name": "Lee", "email": "ann@x.org",
     |  "settings": {"send_email": true, "items_per_page": 7, "show_ids": false}}
queries 10
PATCH /api/users/1/ {"settings": {"items_per_page": "12", "show_ids": "on", "x": 1}}
200  {..., "settings": {"send_email": true, "items_per_page": 12, "show_ids": true}}
PATCH /api/users/1/ first_name=&settings.send_email=no&settings.items_per_page=
200  {..., "first_name": "", "last_name": "Lee", ..., "settings": {"send_email": false, "items_per_page": 12, "show_ids": true}}
PATCH /api/users/1/ {"settings": {"items_per_page": 5.0}}
200  {..., "settings": {"send_email": false, "items_per_page": 5, "show_ids": true}}

test PUT asks for settings
as   ann
PUT  /api/users/1/ {"first_name": "A"}
400  {"settings": ["This field is required."]}
PUT  /api/1.0/users/1/ {"first_name": "A"}
400  {"settings": ["This field is required."]}
PUT  /api/users/1/ first_name=A
400  {"settings": ["This field is required."]}
PUT  /api/users/1/ {"settings": {}}
200  {..., "settings": {"send_email": false, "items_per_page": 5, "show_ids": true}}
PUT  /api/users/1/ settings.items_per_page=6
200  {..., "settings": {"send_email": false, "items_per_page": 6, "show_ids": false}}

test below 1.2 settings are not looked at
as   ann
PATCH /api/1.1/users/1/ {"settings": {"items_per_page": 99}, "first_name": "B"}
200  {"id": 1, "url": "http://pw.example.org/api/1.1/users/1/", "username": "ann", "first_name": "B", "last_name": "Lee", "email": "ann@x.org"}
PATCH /api/1.0/users/1/ {"settings": "nonsense"}
200
PUT  /api/1.1/users/1/ {"settings": 7}
200
GET  /api/users/1/
200  {..., "settings": {"send_email": false, "items_per_page": 6, "show_ids": false}}

test what the members do not take
as   ann
PATCH /api/users/1/ {"first_name": null, "last_name": [], "settings": {"send_email": 2, "items_per_page": "x", "show_ids": null}}
400
     | {"first_name": ["This field may not be null."], "last_name": ["Not a valid string."],
     |  "settings": {"send_email": ["Must be a valid boolean."], "items_per_page": ["A valid integer is required."], "show_ids": ["This field may not be null."]}}
PATCH /api/users/1/ {"settings": {"items_per_page": -1}}
400  {"settings": {"items_per_page": ["Ensure this value is greater than or equal to 0."]}}
PATCH /api/users/1/ {"settings": {"items_per_page": 2147483648}}
400  {"settings": {"items_per_page": ["Ensure this value is less than or equal to 2147483647."]}}
PATCH /api/users/1/ {"settings": {"items_per_page": 1e300}}
400  {"settings": {"items_per_page": ["Ensure this value is less than or equal to 2147483647."]}}
PATCH /api/users/1/ {"settings": {"items_per_page": 1.5}}
400  {"settings": {"items_per_page": ["A valid integer is required."]}}
PATCH /api/users/1/ {"settings": {"items_per_page": true}}
400  {"settings": {"items_per_page": ["A valid integer is required."]}}
PATCH /api/users/1/ {"settings": {"items_per_page": ""}}
400  {"settings": {"items_per_page": ["A valid integer is required."]}}
PATCH /api/users/1/ {"settings": null}
400  {"settings": ["This field may not be null."]}
PATCH /api/users/1/ {"settings": 5}
400  {"settings": {"detail": ["Invalid data. Expected a dictionary, but got int."]}}
PATCH /api/users/1/ settings.items_per_page=x&settings.show_ids=maybe
400  {"settings": {"items_per_page": ["A valid integer is required."], "show_ids": ["Must be a valid boolean."]}}
PATCH /api/users/1/ {"first_name": "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901"}
400  {"first_name": ["Ensure this field has no more than 150 characters."]}

test nobody changes another
PATCH /api/users/1/ {"first_name": "x"}
403  {"detail": "Authentication credentials were not provided."}
as   bob
PATCH /api/users/1/ {"first_name": "x"}
403  {"detail": "You do not have permission to perform this action."}
PATCH /api/users/9/ {"first_name": "x"}
404  {"detail": "No User matches the given query."}
PATCH /api/users/2/ {"first_name": "Bob"}
200  {"id": 2, ..., "first_name": "Bob", ...}

test an account without a profile gets one
sql  DELETE FROM patchwork_userprofile WHERE user_id = 2
as   bob
GET  /api/users/2/
200  {..., "settings": {"send_email": false, "items_per_page": 100, "show_ids": false}}
PATCH /api/users/2/ {"last_name": "Bo", "settings": {"show_ids": true}}
200  {..., "last_name": "Bo", ..., "settings": {"send_email": false, "items_per_page": 100, "show_ids": true}}
