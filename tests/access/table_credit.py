"""Credit points: every address × role → status; the columns are those of `table`."""

CREDIT = """
#    name                                 object           ano own col eva hea hr  ohr lea ins out
GET  performance:credit_own               -                302 200 200 200 200 200 200 200 200 200
GET  performance:credit_person            person           302 200 404 200 200 200 404 200 200 404
GET  performance:credit_list              -                302 403 403 200 200 200 200 200 200 200
POST performance:credit_periods           person           302 403 404 302 403 302 404 403 403 404
GET  performance:credit_accumulation      person           302 404 404 404 404 404 404 404 404 404
POST performance:credit_accumulation      person           302 302 404 302 302 302 404 302 302 404
GET  performance:credit_record            person           302 403 404 403 403 200 404 403 403 404
POST performance:credit_record            person           302 403 404 403 403 422 404 403 403 404
GET  performance:credit_entry_new         person           302 403 404 403 403 200 404 403 403 404
POST performance:credit_entry_new         person           302 403 404 403 403 422 404 403 403 404
GET  performance:credit_pak_new           person           302 403 404 403 403 200 404 403 403 404
POST performance:credit_pak_new           person           302 403 404 403 403 422 404 403 403 404
GET  performance:credit_waiting           -                302 200 200 200 200 200 200 200 200 200
POST performance:credit_waiting           -                302 302 302 302 302 302 302 302 302 302
GET  performance:credit_conversion        credit-prepared  302 200 404 200 200 200 404 200 200 404
POST performance:credit_confirm           credit-prepared  302 403 404 302 403 403 404 403 403 404
POST performance:credit_correct           credit-prepared  302 403 404 403 403 422 404 403 403 404
POST performance:credit_take_back         credit-prepared  302 403 404 403 403 422 404 403 403 404
GET  performance:credit_conversion_paper  credit-confirmed 302 404 404 404 404 404 404 404 404 404
POST performance:credit_conversion_paper  credit-confirmed 302 302 404 302 302 302 404 302 302 404
POST performance:credit_conversion_paper  credit-prepared  302 403 404 403 403 403 404 403 403 404
GET  performance:credit_pak_many          -                302 403 403 403 403 200 403 403 403 200
POST performance:credit_pak_many          -                302 403 403 403 403 422 403 403 403 422
GET  performance:credit_pak_paper         credit-pak       302 404 404 404 404 404 404 404 404 404
POST performance:credit_pak_paper         credit-pak       302 302 404 302 302 302 404 302 302 404
GET  performance:credit_statement_correct credit-outside   302 403 404 403 403 200 404 403 403 404
POST performance:credit_statement_correct credit-outside   302 403 404 403 403 422 404 403 403 404
POST performance:credit_statement_correct credit-pak       302 403 404 403 403 422 404 403 403 404
POST performance:credit_bonus_claim       credit-degree    302 302 404 404 404 404 404 404 404 404
GET  performance:credit_bonus             credit-claim     302 200 404 200 200 200 404 200 200 404
POST performance:credit_bonus             credit-claim     302 403 404 403 403 422 404 403 403 404
GET  performance:credit_import            -                302 403 403 403 403 200 200 403 403 200
POST performance:credit_import            -                302 403 403 403 403 422 422 403 403 422
GET  performance:credit_template          -                302 403 403 403 403 200 200 403 403 200
POST performance:credit_import_apply      -                302 403 403 403 403 422 422 403 403 422
GET  performance:credit_export            -                302 403 403 200 200 200 200 200 200 200
"""
